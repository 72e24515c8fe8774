import { isJsonObject, type JsonObject } from '../objects/json-object.ts'
import { membersOf } from './built-in-models.ts'

/** What a built-in object has that its type has not, or has otherwise. */
export interface SchemaFindings {
  /** Paths of members that there are not; they are taken out. */
  readonly unknown: string[]
  /** Members of the wrong type: a server cannot even read the object. */
  readonly unreadable: string[]
}

/** Names of types that differ from `V1` and the kind. */
const models: Readonly<Record<string, string>> = {
  'v1/Event': 'CoreV1Event',
  'events.k8s.io/v1/Event': 'EventsV1Event',
}

/** Takes what the type of a built-in object does not know out of it, in place. */
export function pruneBuiltIn(object: JsonObject, apiVersion: string, kind: string): SchemaFindings {
  const findings: SchemaFindings = { unknown: [], unreadable: [] }
  visitObject(object, models[`${apiVersion}/${kind}`] ?? `V1${kind}`, '', findings)
  return findings
}

function visitObject(value: JsonObject, model: string, path: string, findings: SchemaFindings): void {
  const members = membersOf(model)
  if (members === null) return
  for (const [name, member] of Object.entries(value)) {
    const at = path === '' ? name : `${path}.${name}`
    const type = members.get(name)
    if (type !== undefined) visit(member, type, at, findings)
    else {
      findings.unknown.push(at)
      Reflect.deleteProperty(value, name)
    }
  }
}

const scalars: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'number',
  boolean: 'boolean',
  Date: 'string',
  V1MicroTime: 'string',
}

function visit(value: unknown, type: string, path: string, findings: SchemaFindings): void {
  if (value === null) return
  const wrong = (wanted: string) => void findings.unreadable.push(`${path}: expected ${wanted}`)
  const scalar = scalars[type]
  if (scalar !== undefined) {
    if (typeof value !== scalar) wrong(scalar)
    return
  }
  const [, of] = /^Array<(.*)>$/.exec(type) ?? []
  const [, each] = /^\{ \[key: string\]: (.*); \}$/.exec(type) ?? []
  if (of !== undefined) {
    if (!Array.isArray(value)) wrong('a list')
    else for (const [index, entry] of value.entries()) visit(entry, of, `${path}[${index}]`, findings)
  } else if (each !== undefined) {
    if (!isJsonObject(value)) wrong('a map')
    else for (const [name, entry] of Object.entries(value)) visit(entry, each, `${path}.${name}`, findings)
  } else if (isJsonObject(value)) visitObject(value, type, path, findings)
  else if (membersOf(type) !== null) wrong('an object')
}
