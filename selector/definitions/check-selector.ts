import type { LabelSelector } from '../../domain/resources/selection-profile.ts'

/** `[prefix/]name` of a label, as Kubernetes takes them: the prefix a DNS subdomain, the name of at most 63 characters. */
const labelKey =
  /^(?=[^/]{1,253}\/|[^/]*$)(?:[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9](?:[-\w.]{0,61}[A-Za-z0-9])?$/

/** @throws {Error} that says what in a selector holds for no pod, or could not be meant */
export function checkSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): void {
  for (const key of [...Object.keys(matchLabels), ...matchExpressions.map((each) => each.key)]) {
    if (!labelKey.test(key))
      throw new Error(
        `its podSelector names ${JSON.stringify(key)}, which no label can be called: name a label`,
      )
  }
  for (const { key, operator, values = [] } of matchExpressions) {
    const takesValues = operator === 'In' || operator === 'NotIn'
    if (takesValues === values.length > 0) continue
    throw new Error(
      `its podSelector says ${operator} of "${key}" with ${takesValues ? 'no values: give some' : 'values: leave them out'}`,
    )
  }
}
