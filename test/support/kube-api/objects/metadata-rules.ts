import type { ResourceType } from '../resources/resource-type.ts'
import { fieldError, type FieldError } from './field-error.ts'
import { isJsonObject, textAt, type JsonObject } from './json-object.ts'

const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const namePart = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/
const sayLabel =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
const saySubdomain =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
const annotationLimit = 262_144

/** What is wrong with a name; empty if nothing is. */
function nameFault(name: string, rule: ResourceType['nameRule']): string {
  if (rule === 'path-segment')
    return name === '.' || name === '..' || /[/%]/.test(name) ? `may not be or contain '.', '/' or '%'` : ''
  const [pattern, max, text] = rule === 'label' ? [label, 63, sayLabel] : [subdomain, 253, saySubdomain]
  if (name.length > max) return `must be no more than ${max} characters`
  return pattern.test(name) ? '' : text
}

/** What the API asks of every object's metadata. */
export function metadataErrors(metadata: JsonObject, type: ResourceType): FieldError[] {
  const name = textAt(metadata, 'name')
  const fault = nameFault(name, type.nameRule)
  return [
    ...(name === '' ? [fieldError.required('metadata.name', 'name or generateName is required')] : []),
    ...(name !== '' && fault !== '' ? [fieldError.invalid('metadata.name', name, fault)] : []),
    ...labelErrors(metadata['labels']),
    ...annotationErrors(metadata['annotations']),
    ...finalizerErrors(metadata['finalizers']),
    ...ownerErrors(metadata['ownerReferences']),
  ]
}

function isQualifiedName(key: string): boolean {
  const [name = '', prefix, ...more] = key.split('/').reverse()
  if (more.length > 0 || !namePart.test(name)) return false
  return prefix === undefined || (prefix.length <= 253 && subdomain.test(prefix))
}

function labelErrors(labels: unknown): FieldError[] {
  if (!isJsonObject(labels)) return []
  return Object.entries(labels).flatMap(([key, value]) => {
    if (!isQualifiedName(key))
      return [fieldError.invalid('metadata.labels', key, 'name part must consist of alphanumeric characters')]
    const isGood = typeof value === 'string' && (value === '' || namePart.test(value))
    return isGood
      ? []
      : [
          fieldError.invalid(
            'metadata.labels',
            value,
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must be no more than 63 characters",
          ),
        ]
  })
}

function annotationErrors(annotations: unknown): FieldError[] {
  if (!isJsonObject(annotations)) return []
  let bytes = 0
  const errors = Object.entries(annotations).flatMap(([key, value]) => {
    bytes += Buffer.byteLength(key) + Buffer.byteLength(String(value))
    return isQualifiedName(key.toLowerCase())
      ? []
      : [fieldError.invalid('metadata.annotations', key, 'name part must consist of alphanumeric characters')]
  })
  return bytes > annotationLimit
    ? [...errors, fieldError.tooLong('metadata.annotations', annotationLimit)]
    : errors
}

function finalizerErrors(finalizers: unknown): FieldError[] {
  const list = Array.isArray(finalizers) ? (finalizers as readonly unknown[]) : []
  return list.flatMap((each, index) =>
    typeof each === 'string' && isQualifiedName(each)
      ? []
      : [
          fieldError.invalid(
            `metadata.finalizers[${index}]`,
            each,
            'name is neither a standard finalizer name nor is it fully qualified',
          ),
        ],
  )
}

function ownerErrors(owners: unknown): FieldError[] {
  const list = Array.isArray(owners) ? (owners as readonly unknown[]) : []
  return list.flatMap((owner, index) =>
    ['apiVersion', 'kind', 'name', 'uid']
      .filter((member) => textAt(owner, member) === '')
      .map((member) =>
        fieldError.invalid(`metadata.ownerReferences[${index}].${member}`, '', `${member} must not be empty`),
      ),
  )
}
