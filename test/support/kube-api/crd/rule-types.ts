import type { Environment } from '@marcbachmann/cel-js'
import { isJsonObject, objectAt, textAt } from '../objects/json-object.ts'
import { escapedName } from './escaped-name.ts'
import { isIntOrString, itemSchema, keepsUnknown, type Schema } from './schema.ts'

const formats: Readonly<Record<string, string>> = {
  'date-time': 'google.protobuf.Timestamp',
  date: 'google.protobuf.Timestamp',
  duration: 'google.protobuf.Duration',
  byte: 'bytes',
}

const scalars: Readonly<Record<string, string>> = { boolean: 'bool', integer: 'int', number: 'double' }

/** Declares the types that a schema makes, in an environment that is only used for checking rules. */
export class RuleTypes {
  readonly #environment: Environment
  #count = 0

  constructor(environment: Environment) {
    this.#environment = environment
  }

  /** What CEL calls the type of a schema. */
  nameOf(schema: Schema, isRoot = false): string {
    const type = textAt(schema, 'type')
    if (isIntOrString(schema) || type === '') return 'dyn'
    if (type === 'string') return formats[textAt(schema, 'format')] ?? 'string'
    if (type === 'array') return `list<${this.nameOf(itemSchema(schema))}>`
    if (type !== 'object') return scalars[type] ?? 'dyn'
    const others = schema['additionalProperties']
    if (isJsonObject(others)) return `map<string, ${this.nameOf(others)}>`
    if (schema['x-kubernetes-embedded-resource'] === true) return 'dyn'
    if (keepsUnknown(schema) && !('properties' in schema)) return 'map<string, dyn>'
    return this.#declare(schema, isRoot)
  }

  #declare(schema: Schema, isRoot: boolean): string {
    const entries = Object.entries(objectAt(schema, 'properties')).filter(([, member]) =>
      isJsonObject(member),
    )
    const fields = Object.fromEntries(
      entries
        .filter(([name]) => !isRoot || !['apiVersion', 'kind', 'metadata'].includes(name))
        .map(([name, member]) => [escapedName(name), this.nameOf(member as Schema)]),
    )
    if (isRoot) Object.assign(fields, { apiVersion: 'string', kind: 'string', metadata: this.#metadata() })
    return this.#register(fields)
  }

  #metadata(): string {
    return this.#register({ name: 'string', generateName: 'string' })
  }

  #register(fields: Record<string, string>): string {
    this.#count += 1
    const name = `Object${this.#count}`
    this.#environment.registerType(name, { fields })
    this.#environment.registerOperator(`${name} == ${name}`, () => true)
    return name
  }
}
