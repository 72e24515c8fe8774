import type { FaultReason } from './source-fault.ts'

/** How much could not be used, by the reason. */
export type Dropped = Readonly<Partial<Record<FaultReason, number>>>

/** All of it together, without what is none. */
export function addUp(...parts: readonly Dropped[]): Dropped {
  const sum: Record<string, number> = {}
  for (const part of parts)
    for (const [reason, count] of Object.entries(part))
      if (count > 0) sum[reason] = (sum[reason] ?? 0) + count
  return sum
}
