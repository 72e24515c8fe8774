import { shown } from '../cni/shown.ts'

const longest = 64

/** A value of a pod's annotation as an error shows it: its beginning, as it may be as long as all annotations. */
export function quoted(value: unknown): string {
  return shown(typeof value === 'string' && value.length > longest ? `${value.slice(0, longest)}…` : value)
}
