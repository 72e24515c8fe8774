import { Settings } from 'typebox/system'
import { ruleOf, type FaultRule } from './fault-rule.ts'

// A choice is refused once for each of its values, and all places of a body are told at once: the eight of TypeBox are few.
Settings.Set({ maxErrors: 128 })

/** What is wrong at one place of a value: its JSON pointer, and a sentence that reads on from it. */
export interface SchemaFault {
  readonly pointer: string
  readonly detail: string
  /** Left out where only the sentence says it. */
  readonly rule?: FaultRule
}

/** What a schema refuses, as TypeBox and fastify give it. */
export interface Refused {
  readonly keyword?: string
  readonly schemaPath?: string
  readonly instancePath: string
  readonly message?: string
  readonly params?: unknown
}

/** What is said of a pattern or a format that does not match, in place of naming it. */
export type FormWords = Readonly<Record<string, string>>

/**
 * What a schema refuses, one fault for each place: of a choice the values that there are, and of a member that there is
 * not where it stands. Where a body may have several forms, of the one that is meant.
 */
export function schemaFaults(all: readonly Refused[], words: FormWords = {}): readonly SchemaFault[] {
  const forms = Map.groupBy(all, ({ schemaPath = '' }) => /^#\/anyOf\/\d+/.exec(schemaPath)?.[0] ?? '')
  const lacks = [...forms].flatMap(([form, faults]) => (form === '' ? [] : [lackIn(form, faults)]))
  const meant = [...forms].filter(([form, faults]) => form === '' || lackIn(form, faults) === undefined)
  if (lacks.length > 1 && lacks.every((lack) => lack !== undefined))
    return [{ pointer: '', detail: `must have ${lacks.join(', or ')}` }]
  return placesOf(lacks.length > 1 ? meant.flatMap(([, faults]) => faults.filter(isOfForm)) : all, words)
}

const isOfForm = ({ keyword, schemaPath }: Refused) => keyword !== 'anyOf' || schemaPath !== '#'

/** The members by which a form is known, if the body has not got them all. */
function lackIn(form: string, faults: readonly Refused[]): string | undefined {
  const fault = faults.find(({ keyword, schemaPath }) => keyword === 'required' && schemaPath === form)
  const { requiredProperties = [] } = (fault?.params ?? {}) as { requiredProperties?: readonly string[] }
  return fault && requiredProperties.join(' and ')
}

function placesOf(refused: readonly Refused[], words: FormWords): readonly SchemaFault[] {
  const places = Map.groupBy(refused, ({ instancePath }) => instancePath)
  const hasOthers = refused.some(({ keyword }) => keyword !== summing)
  return [...places]
    .map(
      ([pointer, faults]) =>
        [pointer, faults.filter(({ keyword }) => !hasOthers || keyword !== summing)] as const,
    )
    .filter(([, faults]) => faults.length > 0)
    .map(([pointer, faults]) => ({ pointer, ...toldOf(faults, words) }))
}

/** Says of an object what is said of each of its members, too. */
const summing = 'additionalProperties'

function toldOf(faults: readonly Refused[], words: FormWords): Omit<SchemaFault, 'pointer'> {
  const values = faults.flatMap(({ keyword, params }) => (keyword === 'const' ? [valueIn(params)] : []))
  if (values.length > 1)
    return { detail: `must be one of ${values.join(', ')}`, rule: { keyword: 'enum', values } }
  const [{ keyword = '', params, message = 'is not allowed' } = {}] = faults
  const rule = ruleOf(keyword, params)
  const detail =
    keyword === 'boolean' ? 'is no member that is known: leave it out' : (words[formIn(params)] ?? message)
  return { detail, ...(rule && { rule }) }
}

function formIn(params: unknown): string {
  const { pattern, format = '' } = (params ?? {}) as {
    readonly pattern?: string | RegExp
    readonly format?: string
  }
  return String(pattern ?? format)
}

function valueIn(params: unknown): string {
  const { allowedValue } = (params ?? {}) as { readonly allowedValue?: unknown }
  return JSON.stringify(allowedValue)
}
