import { kubernetesEnvironment } from '../cel/kubernetes-environment.ts'
import { fieldError, type FieldError } from '../objects/field-error.ts'
import { isJsonObject, listAt, textAt } from '../objects/json-object.ts'
import { RuleTypes } from './rule-types.ts'
import type { Schema } from './schema.ts'

const oldSelf = /\boldSelf\b/

/** Why the `x-kubernetes-validations` of a schema's node cannot be taken: every rule has to compile to a truth value. */
export function ruleFaults(
  schema: Schema,
  path: string,
  isRoot: boolean,
  isCorrelatable: boolean,
): FieldError[] {
  const rules = listAt(schema, 'x-kubernetes-validations')
  if (rules.length === 0) return []
  const environment = kubernetesEnvironment()
  const type = new RuleTypes(environment).nameOf(schema, isRoot)
  environment.registerVariable('self', type).registerVariable('oldSelf', type)
  const check = (expression: string) => environment.check(expression)
  return rules.flatMap((rule, index) => {
    const at = `${path}.x-kubernetes-validations[${index}]`
    if (!isJsonObject(rule)) return [fieldError.required(`${at}.rule`)]
    return oneFault(rule, at, isCorrelatable, check)
  })
}

type Check = (expression: string) => { valid: boolean; type?: string; error?: Error }

function oneFault(rule: Schema, at: string, isCorrelatable: boolean, check: Check): FieldError[] {
  const text = textAt(rule, 'rule')
  if (text.trim() === '') return [fieldError.required(`${at}.rule`, 'rule is not specified')]
  const errors: FieldError[] = []
  const isOptional = rule['optionalOldSelf'] === true
  const compiled = isOptional ? { valid: true, type: 'bool' } : check(text)
  if (!compiled.valid)
    errors.push(fieldError.invalid(`${at}.rule`, text, `compilation failed: ${lineOf(compiled.error)}`))
  else if (compiled.type !== 'bool' && compiled.type !== 'dyn')
    errors.push(fieldError.invalid(`${at}.rule`, text, 'must evaluate to a bool'))
  if (oldSelf.test(text) && !isCorrelatable && !isOptional)
    errors.push(
      fieldError.invalid(
        `${at}.rule`,
        text,
        'oldSelf cannot be used on the uncorrelatable portion of the schema',
      ),
    )
  return [...errors, ...messageFaults(rule, at, check)]
}

function messageFaults(rule: Schema, at: string, check: Check): FieldError[] {
  const { message, messageExpression } = rule
  if (typeof message === 'string' && message.trim() === '')
    return [fieldError.invalid(`${at}.message`, message, 'message must be non-empty if specified')]
  if (typeof message === 'string' && message.includes('\n'))
    return [fieldError.invalid(`${at}.message`, message, 'message must not contain line breaks')]
  if (typeof message === 'string' && message.length > 2_048)
    return [
      fieldError.invalid(
        `${at}.message`,
        `${message.slice(0, 10)}...`,
        'message must have a maximum length of 2048 characters',
      ),
    ]
  if (typeof messageExpression !== 'string') return []
  const compiled = check(messageExpression)
  if (compiled.valid && (compiled.type === 'string' || compiled.type === 'dyn')) return []
  const why = compiled.valid ? 'messageExpression must evaluate to a string' : lineOf(compiled.error)
  return [
    fieldError.invalid(
      `${at}.messageExpression`,
      messageExpression,
      `messageExpression compilation failed: ${why}`,
    ),
  ]
}

const lineOf = (error: Error | undefined) => error?.message.split('\n')[0] ?? ''
