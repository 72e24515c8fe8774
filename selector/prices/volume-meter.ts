import type { NetworkSample } from '../../domain/network-sample.ts'
import type { UsageStore } from '../../store/usage-store.ts'

const longestGapMs = 120_000

/** The month of UTC that a time is in, such as `2026-11`. */
export function monthOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 7)
}

/** What networks have carried from pods in this month. */
export class VolumeMeter {
  #month = ''
  #stored: ReadonlyMap<string, number> = new Map()
  /** Not stored yet, of `#month`. */
  #pending = new Map<string, number>()
  readonly #seenAt = new Map<string, number>()

  /** @throws {Error} if the store does not answer */
  async recall(store: UsageStore, nowMs: number): Promise<void> {
    const month = monthOf(nowMs)
    const stored = await store.volumes(month)
    this.#enter(month)
    this.#stored = stored
  }

  /**
   * Counts what pods have sent; of a network whose attachments nobody counts, all that its link has sent. What is not
   * stored when a month ends is left out of both.
   */
  observe(networks: readonly NetworkSample[], sent: ReadonlyMap<string, number>, nowMs: number): void {
    this.#enter(monthOf(nowMs))
    for (const { network, at, egressBitsPerSecond } of networks) {
      const ms = at - (this.#seenAt.get(network) ?? at)
      this.#seenAt.set(network, at)
      const ofLink = ms > 0 && ms <= longestGapMs ? ((egressBitsPerSecond ?? 0) / 8) * (ms / 1_000) : 0
      this.#add(network, sent.get(network) ?? ofLink)
    }
  }

  /** @throws {Error} if the store does not answer; what is pending stays so */
  async flush(store: UsageStore, nowMs: number): Promise<void> {
    const [month, pending] = [this.#month, this.#pending]
    if (month === '') return
    this.#pending = new Map()
    try {
      await store.addVolumes(month, pending)
    } catch (error) {
      if (month === this.#month) for (const [network, bytes] of pending) this.#add(network, bytes)
      throw error
    }
    await this.recall(store, nowMs)
  }

  /** In bytes. */
  of(network: string, nowMs: number): number {
    if (monthOf(nowMs) !== this.#month) return 0
    return (this.#stored.get(network) ?? 0) + (this.#pending.get(network) ?? 0)
  }

  #add(network: string, bytes: number): void {
    if (bytes > 0) this.#pending.set(network, (this.#pending.get(network) ?? 0) + bytes)
  }

  #enter(month: string): void {
    if (month === this.#month) return
    this.#month = month
    this.#stored = new Map()
    this.#pending = new Map()
  }
}
