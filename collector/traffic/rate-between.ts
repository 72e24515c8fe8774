/** What the kernel has counted on an interface since it was made, as the host sees it. */
export interface Counters {
  /** Another number under the same name is another interface. */
  readonly ifindex: number
  readonly rxBytes: bigint
  readonly txBytes: bigint
  readonly rxPackets: bigint
  readonly txPackets: bigint
  readonly rxDropped: bigint
  readonly txDropped: bigint
}

/** Counters, and when they were read on a clock that never jumps. */
export interface CounterReading {
  readonly monotonicMs: number
  readonly counters: Counters
}

/** What went through an interface between two readings. */
export interface Rate {
  readonly rxBitsPerSecond: number
  readonly txBitsPerSecond: number
  readonly packets: number
  readonly dropped: number
}

/** Readings nearer together than this blur the rate. */
export const minIntervalMs = 500
/** The rate between readings farther apart than this says nothing about now. */
export const maxIntervalMs = 120_000

/** The rate between two readings, or null where they do not make one: too near, too far, reset, another interface. */
export function rateBetween(before: CounterReading, after: CounterReading): Rate | null {
  const intervalMs = after.monotonicMs - before.monotonicMs
  if (!(intervalMs >= minIntervalMs && intervalMs <= maxIntervalMs)) return null
  const [from, to] = [before.counters, after.counters]
  if (from.ifindex !== to.ifindex) return null
  const rxBytes = to.rxBytes - from.rxBytes
  const txBytes = to.txBytes - from.txBytes
  const rxPackets = to.rxPackets - from.rxPackets
  const txPackets = to.txPackets - from.txPackets
  const rxDropped = to.rxDropped - from.rxDropped
  const txDropped = to.txDropped - from.txDropped
  if ([rxBytes, txBytes, rxPackets, txPackets, rxDropped, txDropped].some((delta) => delta < 0n)) return null
  return {
    rxBitsPerSecond: (Number(rxBytes) * 8_000) / intervalMs,
    txBitsPerSecond: (Number(txBytes) * 8_000) / intervalMs,
    packets: Number(rxPackets + txPackets),
    dropped: Number(rxDropped + txDropped),
  }
}
