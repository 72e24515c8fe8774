import { leanings, type Leaning, type Leanings } from './pairs-of.ts'

/** Takes what was kept of comparisons; anything else begins anew. */
export function readLeanings(kept: unknown): Leanings | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  const entries = Object.entries(kept).filter((entry): entry is [string, Leaning] =>
    leanings.some((each) => each === entry[1]),
  )
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}
