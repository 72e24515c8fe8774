import { Type, type Static } from 'typebox'

/** The rule of a schema that a value breaks, for those who tell it in another language than `detail`. */
export const FaultRule = Type.Object({
  /** As JSON Schema calls it; `enum` where it is none of `values`, `additionalProperties` where nobody knows the member. */
  keyword: Type.Union([
    Type.Literal('minimum'),
    Type.Literal('maximum'),
    Type.Literal('exclusiveMinimum'),
    Type.Literal('exclusiveMaximum'),
    Type.Literal('minLength'),
    Type.Literal('maxLength'),
    Type.Literal('minItems'),
    Type.Literal('maxItems'),
    Type.Literal('type'),
    Type.Literal('required'),
    Type.Literal('enum'),
    Type.Literal('additionalProperties'),
  ]),
  /** The number that it compares with. */
  limit: Type.Optional(Type.Number()),
  /** The types, values or members that there may or have to be. */
  values: Type.Optional(Type.Array(Type.String())),
})
export type FaultRule = Static<typeof FaultRule>

/** The rules that compare with a number, as schemas have them. */
const comparing: ReadonlySet<string> = new Set<FaultRule['keyword']>([
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
])

/** The rule of what a schema refuses by one keyword; undefined for a keyword that takes a sentence. */
export function ruleOf(keyword: string, params: unknown): FaultRule | undefined {
  const { limit, type, requiredProperties } = (params ?? {}) as {
    readonly limit?: unknown
    readonly type?: string | readonly string[]
    readonly requiredProperties?: readonly string[]
  }
  if (isComparing(keyword) && typeof limit === 'number') return { keyword, limit }
  if (keyword === 'type' && type !== undefined) return { keyword, values: [type].flat() }
  if (keyword === 'required' && requiredProperties) return { keyword, values: [...requiredProperties] }
  return keyword === 'boolean' ? { keyword: 'additionalProperties' } : undefined
}

const isComparing = (keyword: string): keyword is FaultRule['keyword'] => comparing.has(keyword)
