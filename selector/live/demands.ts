import { mean, median } from 'simple-statistics'
import type { AttachmentSample } from '../../domain/network-sample.ts'

/** What a pod is taken to use where no pod has been seen yet. */
const unknownDemandBitsPerSecond = 5e6
/** A pod that is idle now is still promised this much. */
const leastDemandBitsPerSecond = 1e6
/** An owner's pods are taken to need what they have needed for about this long. */
const tauMs = 300_000
/** Owners that have had no pod on this node for longest are forgotten first. */
const mostOwners = 2_000

interface Known {
  readonly at: number
  readonly bitsPerSecond: number
}

/** What one more pod will probably use, in bits per second: what the pods of its owner have used, else what most do here. */
export class Demands {
  /** By owner, the longest unseen first. */
  readonly #owners = new Map<string, Known>()
  #usual = unknownDemandBitsPerSecond

  /** Takes in a round of all attachments of the node. */
  observe(attachments: readonly AttachmentSample[]): void {
    const byOwner = Map.groupBy(attachments, ({ owner }) => owner)
    for (const [owner, samples] of byOwner) if (owner !== undefined) this.#learn(owner, samples)
    for (const [owner] of this.#owners) {
      if (this.#owners.size <= mostOwners) break
      this.#owners.delete(owner)
    }
    this.#usual = attachments.length === 0 ? unknownDemandBitsPerSecond : median(attachments.map(useOf))
  }

  /** Of a pod of that owner, `namespace/kind/name`; `atLeast` is what its profile expects while nothing is known of its like. */
  of(owner: string, atLeast = leastDemandBitsPerSecond): number {
    const known = this.#owners.get(owner)?.bitsPerSecond
    return known === undefined ? this.usual(atLeast) : Math.max(leastDemandBitsPerSecond, known)
  }

  /** Of a pod of nobody in particular. */
  usual(atLeast = leastDemandBitsPerSecond): number {
    return Math.max(leastDemandBitsPerSecond, this.#usual, atLeast)
  }

  #learn(owner: string, samples: readonly AttachmentSample[]): void {
    const before = this.#owners.get(owner)
    const at = Math.max(...samples.map((sample) => sample.at))
    const bitsPerSecond = mean(samples.map(useOf))
    const taken = before === undefined ? 1 : 1 - Math.exp(-Math.max(0, at - before.at) / tauMs)
    const blended =
      before === undefined
        ? bitsPerSecond
        : before.bitsPerSecond + taken * (bitsPerSecond - before.bitsPerSecond)
    this.#owners.delete(owner)
    this.#owners.set(owner, { at, bitsPerSecond: blended })
  }
}

const useOf = ({ ingressBitsPerSecond, egressBitsPerSecond }: AttachmentSample) =>
  Math.max(ingressBitsPerSecond, egressBitsPerSecond)
