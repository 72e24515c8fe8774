import type { AttachmentSample, NetworkSample } from '../../domain/network-sample.ts'
import type { OwnerUse } from '../../domain/owner-use.ts'
import { unknownOwner, withSpells } from '../../prices/owner-use.ts'
import type { UsageStore } from '../../store/usage-store.ts'
import { SpellMeter } from './spell-meter.ts'
import { VolumeMeter, monthOf } from './volume-meter.ts'
import { neighboursByNamespace } from './neighbours.ts'

/** What was counted is stored so often; what came after it is lost with the agent. */
const flushMs = 600_000
/** Owners whose pods nobody has seen for a quarter of a year, and months of more than a year ago. */
const forgetMs = 90 * 86_400_000
const keptMonthsMs = 400 * 86_400_000
/** More owners than this on one node are none that come back. */
const mostOwners = 4_096
/** Whose pod each container that has attachments is, as `namespace/kind/name`; a pod has one container here, its sandbox. */
export type OwnersOfContainers = () => Promise<ReadonlyMap<string, string>>

/** Counts what pods use, by owner and by network, from what each round has measured; the store outlives pods and agents. */
export class UsageMeter {
  readonly #store: UsageStore
  readonly #ownersOfContainers: OwnersOfContainers
  readonly #spells = new SpellMeter()
  readonly #volumes = new VolumeMeter()
  #owners = new Map<string, OwnerUse>()
  #neighbours: ReadonlyMap<string, readonly OwnerUse[]> = new Map()
  #flushedAt: number | null = null
  #isRecalled = false

  constructor(store: UsageStore, ownersOfContainers: OwnersOfContainers) {
    this.#store = store
    this.#ownersOfContainers = ownersOfContainers
  }

  /**
   * Takes in what the store has.
   * @throws {Error} if the store does not answer
   */
  async recall(nowMs: number): Promise<void> {
    this.#take(await this.#store.owners())
    await this.#volumes.recall(this.#store, nowMs)
    this.#isRecalled = true
  }

  /**
   * Counts a round, and with the first and every ten minutes stores what was counted.
   * @throws {Error} if the store does not answer; what was counted waits for the next time
   */
  async observe(
    networks: readonly NetworkSample[],
    attachments: readonly AttachmentSample[],
    nowMs: number,
  ): Promise<void> {
    if (this.#spells.hasStrangers(attachments)) this.#spells.learn(await this.#ownersOfContainers())
    const bytes = this.#spells.observe(attachments)
    this.#volumes.observe(networks, bytes, nowMs)
    // The clock may have been put back.
    if (this.#flushedAt !== null && Math.abs(nowMs - this.#flushedAt) < flushMs) return
    this.#flushedAt = nowMs
    await this.flush(nowMs)
  }

  /** @throws {Error} if the store does not answer */
  async flush(nowMs: number): Promise<void> {
    // A store that did not answer at the start may know more of these owners than was counted since.
    if (!this.#isRecalled) await this.recall(nowMs)
    const running = podsByOwner(await this.#ownersOfContainers())
    const changed = this.#changed(running, nowMs)
    this.#take([...this.#owners.values(), ...changed])
    await this.#store.saveOwners(changed)
    await this.#volumes.flush(this.#store, nowMs)
    await this.#store.forget(nowMs - forgetMs, monthOf(nowMs - keptMonthsMs))
  }

  /** Owners whose pods run or have run since, as they are now; and those whose last pod has gone. */
  #changed(running: ReadonlyMap<string, number>, nowMs: number): readonly OwnerUse[] {
    const spells = this.#spells.take()
    const seen = [...new Set([...running.keys(), ...spells.keys()])].map((owner) => ({
      ...withSpells(this.#owners.get(owner) ?? unknownOwner(owner), spells.get(owner) ?? [], nowMs),
      pods: running.get(owner) ?? 0,
      updatedAt: nowMs,
    }))
    const isSeen = new Set(seen.map(({ owner }) => owner))
    const gone = this.all().filter(({ owner, pods = 0 }) => pods > 0 && !isSeen.has(owner))
    return [...seen, ...gone.map((use) => ({ ...use, pods: 0 }))]
  }

  owner(owner: string): OwnerUse | undefined {
    return this.#owners.get(owner)
  }

  /** Owners of that namespace whose pods were measured, those seen last. */
  neighbours(namespace: string): readonly OwnerUse[] {
    return this.#neighbours.get(namespace) ?? []
  }

  /** All owners that are known, those seen last first. */
  all(): readonly OwnerUse[] {
    return [...this.#owners.values()]
  }

  /** What pods have sent over a network in this month so far, in 10^9 bytes. */
  monthToDateGigabytes(network: string, nowMs: number): number {
    return this.#volumes.of(network, nowMs) / 1e9
  }

  #take(owners: readonly OwnerUse[]): void {
    const latest = new Map(owners.map((use) => [use.owner, use]))
    const kept = [...latest.values()]
      .sort((one, other) => other.updatedAt - one.updatedAt)
      .slice(0, mostOwners)
    this.#owners = new Map(kept.map((use) => [use.owner, use]))
    this.#neighbours = neighboursByNamespace(kept)
  }
}

function podsByOwner(owners: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const pods = new Map<string, number>()
  for (const owner of owners.values()) pods.set(owner, (pods.get(owner) ?? 0) + 1)
  return pods
}
