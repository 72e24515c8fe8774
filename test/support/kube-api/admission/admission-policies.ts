import { listAt, textAt, textsAt, valueAt } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'
import { refusal } from '../objects/refusal.ts'
import { StatusError } from '../objects/status-error.ts'
import type { ObjectStore } from '../store/object-store.ts'
import type { Admission } from '../verbs/write-parts.ts'
import { policyRunEnvironment } from './policy-environment.ts'
import { policyMatches } from './policy-matches.ts'
import { policyVariables, type Run, type Variables } from './policy-variables.ts'

const group = 'admissionregistration.k8s.io'

interface Denial {
  readonly message: string
  readonly reason: string
}

/** Holds writes against the ValidatingAdmissionPolicies that are bound. */
export class AdmissionPolicies {
  readonly #store: ObjectStore
  readonly #environment = policyRunEnvironment()
  readonly #compiled = new Map<string, (variables: Variables) => unknown>()

  constructor(store: ObjectStore) {
    this.#store = store
  }

  /** Throws a StatusError if one of them denies it. */
  admit(admission: Admission): void {
    const { type } = admission.request
    if (type.group === group) return
    const namespaceName =
      type.storageKey === '/namespaces' ? admission.request.name : admission.request.namespace
    const namespace = this.#store.kind('/namespaces').find('', namespaceName)
    for (const binding of this.#store.kind(`${group}/validatingadmissionpolicybindings`).list()) {
      const policy = this.#store
        .kind(`${group}/validatingadmissionpolicies`)
        .find('', textAt(binding, 'spec', 'policyName'))
      if (policy !== undefined) this.#hold(policy, binding, admission, namespace)
    }
  }

  #hold(policy: ApiObject, binding: ApiObject, admission: Admission, namespace: ApiObject | undefined): void {
    if (!policyMatches(valueAt(policy, 'spec', 'matchConstraints'), admission, namespace)) return
    if (!policyMatches(valueAt(binding, 'spec', 'matchResources'), admission, namespace)) return
    const actions = textsAt(binding, 'spec', 'validationActions')
    const by = `ValidatingAdmissionPolicy '${policy.metadata.name}' with binding '${binding.metadata.name}'`
    for (const { message, reason } of this.#denials(policy, admission, namespace)) {
      if (actions.includes('Warn')) admission.request.warn(`Validation failed for ${by}: ${message}`)
      if (actions.includes('Deny')) throw denied(admission, `${by} denied request: ${message}`, reason)
    }
  }

  #denials(policy: ApiObject, admission: Admission, namespace: ApiObject | undefined): readonly Denial[] {
    const fails = (textAt(policy, 'spec', 'failurePolicy') || 'Fail') === 'Fail'
    const variables = policyVariables(policy, admission, namespace, this.#run)
    const conditions = listAt(policy, 'spec', 'matchConditions')
    try {
      if (!conditions.every((each) => this.#run(textAt(each, 'expression'), variables) === true)) return []
    } catch (error) {
      return fails ? [{ message: lineOf(error), reason: 'Invalid' }] : []
    }
    return listAt(policy, 'spec', 'validations').flatMap((validation) =>
      this.#validate(validation, variables, fails),
    )
  }

  #validate(validation: unknown, variables: Variables, fails: boolean): Denial[] {
    const expression = textAt(validation, 'expression')
    try {
      if (this.#run(expression, variables) === true) return []
    } catch (error) {
      const message = `expression '${expression}' resulted in error: ${lineOf(error)}`
      return fails ? [{ message, reason: 'Invalid' }] : []
    }
    return [
      { message: this.#messageOf(validation, variables), reason: textAt(validation, 'reason') || 'Invalid' },
    ]
  }

  #messageOf(validation: unknown, variables: Variables): string {
    const fallback =
      textAt(validation, 'message') || `failed expression: ${textAt(validation, 'expression').trim()}`
    const expression = textAt(validation, 'messageExpression')
    if (expression === '') return fallback
    try {
      const message = this.#run(expression, variables)
      return typeof message === 'string' && message.trim() !== '' && !message.includes('\n')
        ? message
        : fallback
    } catch {
      return fallback
    }
  }

  readonly #run: Run = (expression, variables) => {
    const compiled = this.#compiled.get(expression) ?? this.#environment.parse(expression)
    this.#compiled.set(expression, compiled)
    return compiled(variables) as unknown
  }
}

const codes: Readonly<Record<string, number>> = {
  Unauthorized: 401,
  Forbidden: 403,
  RequestEntityTooLarge: 413,
  Invalid: 422,
}

function denied({ request, object, oldObject }: Admission, message: string, reason: string): StatusError {
  const name = (object ?? oldObject)?.metadata.name ?? ''
  const forbidden = refusal.forbidden(request.type, name, message)
  return new StatusError(codes[reason] ?? 422, reason, forbidden.message, {
    ...forbidden.details,
    causes: [{ message }],
  })
}

const lineOf = (error: unknown) => (error as Error).message.split('\n')[0] ?? ''
