import { isDeepStrictEqual } from 'node:util'
import type { IntentWrite } from './intent-store.ts'

/** What a store has of an intent: version 0 where there never was one, spec undefined where there is none now. */
export interface KnownIntent {
  readonly version: number
  readonly spec: unknown
}

/** What a write comes to: somebody was faster, nothing would change, or it is done and noted. */
export function intentOutcome(
  { expected, spec }: Pick<IntentWrite, 'expected' | 'spec'>,
  known: KnownIntent,
): 'conflict' | 'same' | 'changed' {
  const seen = known.spec === undefined ? null : known.version
  if (expected !== undefined && expected !== seen) return 'conflict'
  return isDeepStrictEqual(asStored(spec), known.spec) ? 'same' : 'changed'
}

/** As it will be read: JSON has no members that are undefined. */
function asStored(spec: unknown): unknown {
  return spec === undefined ? undefined : (JSON.parse(JSON.stringify(spec)) as unknown)
}
