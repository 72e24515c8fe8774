import type { AttachmentSample } from '../../domain/network-sample.ts'
import type { Spell } from '../../prices/owner-use.ts'

/** Between two samples that are further apart nobody knows what has been. */
const longestGapMs = 120_000

interface Track {
  at: number
  owner: string | undefined
  egressBytes: number
  ingressBytes: number
  ms: number
  isSeen: boolean
}

/** Adds up what single attachments use until somebody takes it. */
export class SpellMeter {
  readonly #tracks = new Map<string, Track>()
  #owners: ReadonlyMap<string, string> = new Map()

  /** Whether there are attachments of containers that nobody has told the owner of since they came. */
  hasStrangers(attachments: readonly AttachmentSample[]): boolean {
    return attachments.some((sample) => !this.#tracks.has(keyOf(sample)))
  }

  /** Owners by container from now on. */
  learn(owners: ReadonlyMap<string, string>): void {
    this.#owners = owners
  }

  /** What each network's pods have sent since the round before, in bytes. */
  observe(attachments: readonly AttachmentSample[]): ReadonlyMap<string, number> {
    const sent = new Map<string, number>()
    for (const sample of attachments) {
      const { network, at } = sample
      const track = this.#track(sample)
      const ms = at - track.at
      track.at = at
      track.isSeen = true
      const isGap = ms <= 0 || ms > longestGapMs
      const egress = isGap ? 0 : bytesOf(sample.egressBitsPerSecond, ms)
      sent.set(network, (sent.get(network) ?? 0) + egress)
      if (isGap) continue
      track.egressBytes += egress
      track.ingressBytes += bytesOf(sample.ingressBitsPerSecond, ms)
      track.ms += ms
    }
    return sent
  }

  /** What was added up, by owner, and begins anew; attachments that have not been seen since are forgotten. */
  take(): ReadonlyMap<string, readonly Spell[]> {
    const spells = new Map<string, Spell[]>()
    for (const [key, track] of this.#tracks) {
      const { owner, egressBytes, ingressBytes, ms } = track
      if (owner !== undefined && ms > 0)
        spells.set(owner, [
          ...(spells.get(owner) ?? []),
          { egressBytes, ingressBytes, hours: ms / 3_600_000 },
        ])
      if (!track.isSeen) this.#tracks.delete(key)
      Object.assign(track, { egressBytes: 0, ingressBytes: 0, ms: 0, isSeen: false })
    }
    return spells
  }

  #track(sample: AttachmentSample): Track {
    const key = keyOf(sample)
    const known = this.#tracks.get(key)
    if (known !== undefined) return known
    const owner = this.#owners.get(sample.containerId)
    const track = { at: sample.at, owner, egressBytes: 0, ingressBytes: 0, ms: 0, isSeen: true }
    this.#tracks.set(key, track)
    return track
  }
}

const keyOf = ({ containerId, ifname }: AttachmentSample) => `${containerId} ${ifname}`

function bytesOf(bitsPerSecond: number, ms: number): number {
  return Number.isFinite(bitsPerSecond) ? (Math.max(0, bitsPerSecond) / 8) * (ms / 1_000) : 0
}
