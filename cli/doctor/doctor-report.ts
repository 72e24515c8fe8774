import { Type, type Static } from 'typebox'

/** What checks are about, in the order in which they are made. */
export const Category = Type.Union([
  Type.Literal('Kubernetes API'),
  Type.Literal('Your rights'),
  Type.Literal('Resources'),
  Type.Literal('Installation'),
  Type.Literal('Agents'),
  Type.Literal('Nodes'),
  Type.Literal('Other network plugins'),
])
export type Category = Static<typeof Category>

/** The outcome of one check. */
export const Finding = Type.Object({
  category: Category,
  level: Type.Union([Type.Literal('ok'), Type.Literal('warning'), Type.Literal('failed')]),
  /** What was found, in one sentence. */
  what: Type.String(),
  /** What to do about it. */
  hint: Type.Optional(Type.String()),
})
export type Finding = Static<typeof Finding>

/** What `kubectl genie doctor -o json` prints. */
export const DoctorReport = Type.Object({
  /** Whether no check failed. */
  isWell: Type.Boolean(),
  findings: Type.Array(Finding),
})
export type DoctorReport = Static<typeof DoctorReport>

/** What was asked for, or why there is no answer; `status` is HTTP's, 0 without one. */
export type Asked<T> =
  { readonly value: T } | { readonly fault: string; readonly status: number; readonly value?: undefined }
