import { fieldError, type FieldError } from '../objects/field-error.ts'
import { isJsonObject, listAt, objectAt, textAt, valueAt, type JsonObject } from '../objects/json-object.ts'
import type { ApiObject, ObjectDraft } from '../objects/api-object.ts'
import { isJsonPath } from './json-path.ts'
import { structuralErrors } from './structural-errors.ts'

/** Sets what a real server sets in a CustomResourceDefinition that leaves it out. */
export function completeCrd(draft: ObjectDraft): void {
  const spec = draft['spec']
  if (!isJsonObject(spec)) return
  const names = spec['names']
  if (isJsonObject(names)) {
    const kind = textAt(names, 'kind')
    names['singular'] ??= kind.toLowerCase()
    names['listKind'] ??= `${kind}List`
  }
  spec['conversion'] ??= { strategy: 'None' }
  const storage = listAt(spec, 'versions').find((version) => valueAt(version, 'storage') === true)
  const status = (draft['status'] ??= {}) as JsonObject
  status['storedVersions'] ??= storage === undefined ? [] : [textAt(storage, 'name')]
}

const label = /^[a-z]([-a-z0-9]*[a-z0-9])?$/
const isProtected = (group: string) =>
  ['k8s.io', 'kubernetes.io'].some((suffix) => group === suffix || group.endsWith(`.${suffix}`))
const approval = 'api-approved.kubernetes.io'

/** What a real server refuses in a CustomResourceDefinition (apiextensions-apiserver, pkg/apis/apiextensions/validation). */
export function validateCrd(crd: ApiObject, old: ApiObject | undefined): FieldError[] {
  const names = objectAt(crd, 'spec', 'names')
  const group = textAt(crd, 'spec', 'group')
  const plural = textAt(names, 'plural')
  const errors = [...groupErrors(crd, group), ...nameErrors(names), ...scopeErrors(crd, old)]
  if (crd.metadata.name !== `${plural}.${group}`)
    errors.push(
      fieldError.invalid('metadata.name', crd.metadata.name, 'must be spec.names.plural+"."+spec.group'),
    )
  return [...errors, ...versionErrors(listAt(crd, 'spec', 'versions'))]
}

function groupErrors(crd: ApiObject, group: string): FieldError[] {
  if (group === '') return [fieldError.required('spec.group')]
  if (!group.includes('.'))
    return [fieldError.invalid('spec.group', group, 'should be a domain with at least one dot')]
  if (!isProtected(group)) return []
  const said = crd.metadata.annotations?.[approval]
  const at = `metadata.annotations[${approval}]`
  if (said === undefined)
    return [
      fieldError.required(
        at,
        `protected groups must have approval annotation "${approval}", see https://github.com/kubernetes/enhancements/pull/1111`,
      ),
    ]
  if (said.startsWith('unapproved') || /^https?:\/\/./.test(said)) return []
  return [
    fieldError.invalid(
      at,
      said,
      'protected groups must have approval annotation with either a URL or a reason starting with "unapproved"',
    ),
  ]
}

function nameErrors(names: JsonObject): FieldError[] {
  const errors: FieldError[] = []
  for (const member of ['plural', 'singular'])
    if (!label.test(textAt(names, member)))
      errors.push(
        fieldError.invalid(
          `spec.names.${member}`,
          textAt(names, member),
          'a DNS-1035 label must consist of lower case alphanumeric characters',
        ),
      )
  for (const member of ['kind', 'listKind'])
    if (!label.test(textAt(names, member).toLowerCase()))
      errors.push(
        fieldError.invalid(
          `spec.names.${member}`,
          textAt(names, member),
          'may have mixed case, but should otherwise match: a DNS-1035 label',
        ),
      )
  for (const member of ['shortNames', 'categories'])
    for (const [index, name] of listAt(names, member).entries())
      if (typeof name !== 'string' || !label.test(name))
        errors.push(
          fieldError.invalid(
            `spec.names.${member}[${index}]`,
            name,
            'a DNS-1035 label must consist of lower case alphanumeric characters',
          ),
        )
  return errors
}

function scopeErrors(crd: ApiObject, old: ApiObject | undefined): FieldError[] {
  const scope = textAt(crd, 'spec', 'scope')
  const errors: FieldError[] = []
  if (!['Cluster', 'Namespaced'].includes(scope))
    errors.push(fieldError.unsupported('spec.scope', scope, ['Cluster', 'Namespaced']))
  for (const [path, member] of [
    ['spec', 'scope'],
    ['spec', 'group'],
  ] as const)
    if (old !== undefined && textAt(old, path, member) !== textAt(crd, path, member))
      errors.push(fieldError.invalid(`${path}.${member}`, textAt(crd, path, member), 'field is immutable'))
  if (valueAt(crd, 'spec', 'preserveUnknownFields') === true)
    errors.push(
      fieldError.invalid(
        'spec.preserveUnknownFields',
        true,
        'cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead',
      ),
    )
  return errors
}

function versionErrors(versions: readonly unknown[]): FieldError[] {
  if (versions.length === 0) return [fieldError.required('spec.versions', 'must have at least one version')]
  const stored = versions.filter((version) => valueAt(version, 'storage') === true).length
  const errors = versions.flatMap((version, index) => oneVersionErrors(version, `spec.versions[${index}]`))
  if (stored !== 1)
    errors.push(
      fieldError.invalid(
        'spec.versions',
        versions.length,
        'must have exactly one version marked as storage version',
      ),
    )
  return errors
}

const columnTypes = ['integer', 'number', 'string', 'boolean', 'date']

function oneVersionErrors(version: unknown, path: string): FieldError[] {
  const name = textAt(version, 'name')
  const errors: FieldError[] = []
  if (!label.test(name))
    errors.push(
      fieldError.invalid(
        `${path}.name`,
        name,
        'a DNS-1035 label must consist of lower case alphanumeric characters',
      ),
    )
  const schema = valueAt(version, 'schema', 'openAPIV3Schema')
  if (!isJsonObject(schema))
    return [...errors, fieldError.required(`${path}.schema.openAPIV3Schema`, 'schemas are required')]
  const at = `${path}.schema.openAPIV3Schema`
  errors.push(...structuralErrors(schema, { path: at, of: 'root', isCorrelatable: true }))
  for (const [index, column] of listAt(version, 'additionalPrinterColumns').entries()) {
    const here = `${path}.additionalPrinterColumns[${index}]`
    if (textAt(column, 'name') === '') errors.push(fieldError.required(`${here}.name`))
    if (!columnTypes.includes(textAt(column, 'type')))
      errors.push(
        fieldError.invalid(`${here}.type`, textAt(column, 'type'), `must be one of ${columnTypes.join(',')}`),
      )
    if (!isJsonPath(textAt(column, 'jsonPath')))
      errors.push(
        fieldError.invalid(`${here}.jsonPath`, textAt(column, 'jsonPath'), 'is not a valid JSONPath'),
      )
  }
  return errors
}
