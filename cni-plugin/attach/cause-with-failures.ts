import { CniError } from '../../cni/cni-error.ts'

/** Why an ADD has failed, with what could not be undone of it as further details. */
export function causeWithFailures(cause: unknown, failures: readonly CniError[]): unknown {
  if (!(cause instanceof CniError) || failures.length === 0) return cause
  const left = failures.map(({ message }) => message).join('; ')
  const details = [cause.details, `not all was undone, DEL will try again: ${left}`]
  return new CniError(cause.code, cause.message, details.filter((part) => part !== undefined).join('; '))
}
