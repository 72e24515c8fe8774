import type { ApiFault, PlaceFault } from '../api/api-fault.ts'

/** What an answer says of a place of the body, or of one below it that has no field of its own. */
export function faultAt(refusal: ApiFault | undefined, pointer: string): readonly PlaceFault[] | undefined {
  if (refusal === undefined) return undefined
  const exact = refusal.at.get(pointer)
  if (exact !== undefined) return exact
  return [...refusal.at].find(([place]) => place.startsWith(`${pointer}/`))?.[1]
}
