import type { Environment } from '@marcbachmann/cel-js'
import { fieldError, type FieldError } from '../objects/field-error.ts'
import { listAt, objectAt, textAt, textsAt, valueAt } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'
import { policyCheckEnvironment } from './policy-environment.ts'

const operations = ['*', 'CREATE', 'UPDATE', 'DELETE', 'CONNECT']
const reasons = ['Unauthorized', 'Forbidden', 'Invalid', 'RequestEntityTooLarge']

/** What a real server refuses in a ValidatingAdmissionPolicy (kubernetes, pkg/apis/admissionregistration/validation). */
export function validatePolicy(policy: ApiObject): FieldError[] {
  const environment = policyCheckEnvironment()
  const spec = objectAt(policy, 'spec')
  const rules = listAt(spec, 'matchConstraints', 'resourceRules')
  const errors = rules.flatMap((rule, index) =>
    ruleErrors(rule, `spec.matchConstraints.resourceRules[${index}]`),
  )
  if (rules.length === 0) errors.push(fieldError.required('spec.matchConstraints.resourceRules'))
  if (!['Fail', 'Ignore'].includes(textAt(spec, 'failurePolicy') || 'Fail'))
    errors.push(fieldError.unsupported('spec.failurePolicy', spec['failurePolicy'], ['Fail', 'Ignore']))
  if (listAt(spec, 'validations').length === 0 && listAt(spec, 'auditAnnotations').length === 0)
    errors.push(
      fieldError.required(
        'spec.validations',
        'validations or auditAnnotations must contain at least one item',
      ),
    )
  return [
    ...errors,
    ...expressionErrors(environment, spec, 'variables', null),
    ...expressionErrors(environment, spec, 'matchConditions', 'bool'),
    ...expressionErrors(environment, spec, 'validations', 'bool'),
    ...listAt(spec, 'validations').flatMap((each, index) =>
      messageErrors(environment, each, `spec.validations[${index}]`),
    ),
  ]
}

function ruleErrors(rule: unknown, at: string): FieldError[] {
  const errors = ['apiGroups', 'apiVersions', 'operations', 'resources']
    .filter((member) => textsAt(rule, member).length === 0)
    .map((member) => fieldError.required(`${at}.${member}`))
  for (const [index, operation] of textsAt(rule, 'operations').entries())
    if (!operations.includes(operation))
      errors.push(fieldError.unsupported(`${at}.operations[${index}]`, operation, operations))
  return errors
}

function expressionErrors(
  environment: Environment,
  spec: Record<string, unknown>,
  list: string,
  type: string | null,
): FieldError[] {
  return listAt(spec, list).flatMap((each, index) => {
    const at = `spec.${list}[${index}]`
    const expression = textAt(each, 'expression')
    if (list !== 'validations' && textAt(each, 'name') === '') return [fieldError.required(`${at}.name`)]
    if (expression.trim() === '')
      return [fieldError.required(`${at}.expression`, 'expression is not specified')]
    return compileErrors(environment, expression, `${at}.expression`, type)
  })
}

function compileErrors(
  environment: Environment,
  expression: string,
  at: string,
  type: string | null,
): FieldError[] {
  const { valid, type: found, error } = environment.check(expression)
  if (!valid)
    return [fieldError.invalid(at, expression, `compilation failed: ${error?.message.split('\n')[0] ?? ''}`)]
  if (type === null || found === type || found === 'dyn') return []
  return [fieldError.invalid(at, expression, `must evaluate to ${type}`)]
}

function messageErrors(environment: Environment, validation: unknown, at: string): FieldError[] {
  const message = textAt(validation, 'message')
  const expression = textAt(validation, 'messageExpression')
  const reason = valueAt(validation, 'reason')
  const errors: FieldError[] = []
  if (message.includes('\n'))
    errors.push(fieldError.invalid(`${at}.message`, message, 'message must not contain line breaks'))
  if (reason !== undefined && !reasons.some((each) => each === reason))
    errors.push(fieldError.unsupported(`${at}.reason`, reason, reasons))
  if (expression !== '')
    errors.push(...compileErrors(environment, expression, `${at}.messageExpression`, 'string'))
  return errors
}

/** What it refuses in a binding. */
export function validatePolicyBinding(binding: ApiObject): FieldError[] {
  const errors: FieldError[] = []
  if (textAt(binding, 'spec', 'policyName') === '') errors.push(fieldError.required('spec.policyName'))
  const actions = textsAt(binding, 'spec', 'validationActions')
  if (actions.length === 0) errors.push(fieldError.required('spec.validationActions'))
  for (const [index, action] of actions.entries())
    if (!['Deny', 'Warn', 'Audit'].includes(action))
      errors.push(
        fieldError.unsupported(`spec.validationActions[${index}]`, action, ['Audit', 'Deny', 'Warn']),
      )
  if (actions.includes('Deny') && actions.includes('Warn'))
    errors.push(
      fieldError.invalid(
        'spec.validationActions',
        actions,
        'must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)',
      ),
    )
  return errors
}
