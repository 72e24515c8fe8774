import { isDeepStrictEqual } from 'node:util'
import { kubernetesEnvironment } from '../cel/kubernetes-environment.ts'
import { fieldError, type FieldError } from '../objects/field-error.ts'
import { isJsonObject, listAt, textAt } from '../objects/json-object.ts'
import { oldEntryOf } from './old-entry.ts'
import { itemSchema, memberSchema, type Schema } from './schema.ts'
import { typedCelValue } from './typed-cel-value.ts'

const environment = () => {
  const made = kubernetesEnvironment()
  return made.registerVariable('self', 'dyn').registerVariable('oldSelf', 'dyn')
}
type Compiled = (variables: Record<string, unknown>) => unknown

/** Evaluates the rules of schemas; keeps what it has compiled. */
export class RuleBook {
  readonly #environment = environment()
  readonly #compiled = new Map<string, Compiled>()

  /** What the rules of a schema, and of all within it, find in a value. */
  errors(value: unknown, schema: Schema, path: string, old?: unknown): FieldError[] {
    if (value === null || value === undefined) return []
    const own = listAt(schema, 'x-kubernetes-validations')
      .filter(isJsonObject)
      .flatMap((rule) => this.#one(rule, value, schema, path, old))
    if (Array.isArray(value))
      return [
        ...own,
        ...value.flatMap((entry, index) =>
          this.errors(entry, itemSchema(schema), `${path}[${index}]`, oldEntryOf(entry, old, schema)),
        ),
      ]
    return isJsonObject(value) ? [...own, ...this.#members(value, schema, path, old)] : own
  }

  #members(value: Schema, schema: Schema, path: string, old: unknown): FieldError[] {
    return Object.entries(value).flatMap(([name, member]) => {
      const known = memberSchema(schema, name)
      if (known === null || (path === '' && name === 'metadata')) return []
      const at = path === '' ? name : `${path}.${name}`
      return this.errors(member, known, at, isJsonObject(old) ? old[name] : undefined)
    })
  }

  #one(rule: Schema, value: unknown, schema: Schema, path: string, old: unknown): FieldError[] {
    const text = textAt(rule, 'rule')
    const isTransition = /\boldSelf\b/.test(text)
    if (isTransition && old === undefined && rule['optionalOldSelf'] !== true) return []
    if (!isTransition && old !== undefined && isDeepStrictEqual(value, old)) return []
    const self = typedCelValue(value, schema)
    const variables = { self, ...(old !== undefined && { oldSelf: typedCelValue(old, schema) }) }
    const wrong = (why: string) => {
      const at = `${path}${textAt(rule, 'fieldPath')}`
      return [fieldError.invalid(at, textAt(schema, 'type') || 'object', why)]
    }
    try {
      if (this.#run(text, variables) === true) return []
      return wrong(this.#messageOf(rule, variables))
    } catch (error) {
      return wrong(`${lineOf(error)} evaluating rule: ${textAt(rule, 'message') || text}`)
    }
  }

  #messageOf(rule: Schema, variables: Record<string, unknown>): string {
    const expression = textAt(rule, 'messageExpression')
    const fallback = textAt(rule, 'message') || `failed rule: ${textAt(rule, 'rule').trim()}`
    if (expression === '') return fallback
    try {
      const text = this.#run(expression, variables)
      return typeof text === 'string' && text.trim() !== '' ? text : fallback
    } catch {
      return fallback
    }
  }

  #run(expression: string, variables: Record<string, unknown>): unknown {
    const known = this.#compiled.get(expression)
    const compiled = known ?? (this.#environment.parse(expression) as Compiled)
    this.#compiled.set(expression, compiled)
    return compiled(variables)
  }
}

const lineOf = (error: unknown) => (error as Error).message.split('\n')[0] ?? ''
