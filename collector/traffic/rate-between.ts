/** What was counted on an interface since it was made, as its reader sees it; a null is what that reader does not count. */
export interface Counters {
  readonly rxBytes: bigint
  readonly txBytes: bigint
  readonly rxPackets: bigint | null
  readonly txPackets: bigint | null
  readonly rxDropped: bigint | null
  readonly txDropped: bigint | null
}

/** Counters, and when they were read. */
export interface CounterReading {
  /** When they were counted, in ms of the clock of whoever counted. */
  readonly countedMs: number
  /** When we were told, in ms of a clock that never jumps. */
  readonly readMs: number
  /** Another one is another interface under the same name: its ifindex, or the time at which its pod began. */
  readonly epoch: string | number
  readonly counters: Counters
}

/** What went through an interface between two readings. */
export interface Rate {
  readonly rxBitsPerSecond: number
  readonly txBitsPerSecond: number
  /** Null where they are not counted. */
  readonly packets: number | null
  readonly dropped: number | null
}

/** Why two readings make no rate. */
export type NoRate = 'duplicate' | 'reset' | 'stale'

/** Readings of the kernel nearer together than this blur the rate. */
export const minIntervalMs = 500
/** The rate between readings farther apart than this says nothing about now. */
export const maxIntervalMs = 120_000
/** Who counts every 10 to 15 s is late by a different part of that each time; more, or less, is a clock that was set. */
const latenessMs = 20_000

/**
 * The rate between two readings, or why they make none. `duplicate`: the same reading again, or one too near. `stale`:
 * too far apart. `reset`: a counter went back, another interface, a clock that was set or ran back.
 */
export function rateBetween(
  before: CounterReading,
  after: CounterReading,
  nearestMs: number = minIntervalMs,
): Rate | NoRate {
  const intervalMs = after.countedMs - before.countedMs
  if (before.epoch !== after.epoch || !(intervalMs >= 0)) return 'reset'
  if (intervalMs < nearestMs) return 'duplicate'
  if (Math.abs(intervalMs - (after.readMs - before.readMs)) > latenessMs) return 'reset'
  if (intervalMs > maxIntervalMs) return 'stale'
  const grown = (member: keyof Counters): bigint | null => {
    const [from, to] = [before.counters[member], after.counters[member]]
    return from === null || to === null ? null : to - from
  }
  const [rxBytes, txBytes] = [grown('rxBytes'), grown('txBytes')]
  const others = [grown('rxPackets'), grown('txPackets'), grown('rxDropped'), grown('txDropped')] as const
  if (rxBytes === null || txBytes === null) return 'reset'
  if ([rxBytes, txBytes, ...others].some((delta) => delta !== null && delta < 0n)) return 'reset'
  const [rxPackets, txPackets, rxDropped, txDropped] = others
  return {
    rxBitsPerSecond: (Number(rxBytes) * 8_000) / intervalMs,
    txBitsPerSecond: (Number(txBytes) * 8_000) / intervalMs,
    packets: sumOf(rxPackets, txPackets),
    dropped: sumOf(rxDropped, txDropped),
  }
}

function sumOf(one: bigint | null, other: bigint | null): number | null {
  return one === null || other === null ? null : Number(one + other)
}
