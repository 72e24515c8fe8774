import type { BodyFault } from './api-fault.ts'

/** As fastify gives what a schema refuses. */
export interface Refused {
  readonly keyword?: string
  readonly schemaPath?: string
  readonly instancePath: string
  readonly message?: string
  readonly params?: unknown
}

/**
 * What a schema refuses, one fault for each place: of a choice the values that there are, and of a member that there is
 * not where it stands. Where a body may have several forms, of the one that is meant.
 */
export function faultsOf(all: readonly Refused[]): readonly BodyFault[] {
  const forms = Map.groupBy(all, ({ schemaPath = '' }) => /^#\/anyOf\/\d+/.exec(schemaPath)?.[0] ?? '')
  const lacks = [...forms].flatMap(([form, faults]) => (form === '' ? [] : [lackIn(form, faults)]))
  const meant = [...forms].filter(([form, faults]) => form === '' || lackIn(form, faults) === undefined)
  if (lacks.length > 1 && lacks.every((lack) => lack !== undefined))
    return [{ pointer: '', detail: `must have ${lacks.join(', or ')}` }]
  return placesOf(lacks.length > 1 ? meant.flatMap(([, faults]) => faults.filter(isOfForm)) : all)
}

const isOfForm = ({ keyword, schemaPath }: Refused) => keyword !== 'anyOf' || schemaPath !== '#'

/** The members by which a form is known, if the body has not got them all. */
function lackIn(form: string, faults: readonly Refused[]): string | undefined {
  const fault = faults.find(({ keyword, schemaPath }) => keyword === 'required' && schemaPath === form)
  const { requiredProperties = [] } = (fault?.params ?? {}) as { requiredProperties?: readonly string[] }
  return fault && requiredProperties.join(' and ')
}

function placesOf(refused: readonly Refused[]): readonly BodyFault[] {
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
