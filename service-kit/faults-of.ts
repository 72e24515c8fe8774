import type { BodyFault } from './api-fault.ts'

/** As fastify gives what a schema refuses. */
export interface Refused {
  readonly keyword?: string
  readonly instancePath: string
  readonly message?: string
  readonly params?: unknown
}

/**
 * What a schema refuses, one fault for each place: of a choice the values that there are, and of a member that there is
 * not where it stands.
 */
export function faultsOf(refused: readonly Refused[]): readonly BodyFault[] {
  const places = Map.groupBy(refused, ({ instancePath }) => instancePath)
  const hasOthers = refused.some(({ keyword }) => keyword !== summing)
  return [...places]
    .map(
      ([pointer, faults]) =>
        [pointer, faults.filter(({ keyword }) => !hasOthers || keyword !== summing)] as const,
    )
    .filter(([, faults]) => faults.length > 0)
    .map(([pointer, faults]) => ({ pointer, detail: detailOf(faults) }))
}

/** Says of an object what is said of each of its members, too. */
const summing = 'additionalProperties'

function detailOf(faults: readonly Refused[]): string {
  const values = faults.flatMap(({ keyword, params }) => (keyword === 'const' ? [valueIn(params)] : []))
  if (values.length > 1) return `must be one of ${values.join(', ')}`
  const [first] = faults
  if (first?.keyword === 'boolean') return 'is no member that is known: leave it out'
  return first?.message ?? 'is not allowed'
}

function valueIn(params: unknown): string {
  const { allowedValue } = (params ?? {}) as { readonly allowedValue?: unknown }
  return JSON.stringify(allowedValue)
}
