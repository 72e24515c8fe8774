import { nodeKpis, type Kpi } from '../../domain/kpi.ts'
import type { NetworkBoard } from '../../domain/network-board.ts'
import type { NetworkSample } from '../../domain/network-sample.ts'
import type { NetworkSettings } from '../../domain/network-settings.ts'
import { defaultProfile, type Profile } from '../../domain/profile.ts'
import type { ToldNetwork } from '../../domain/told-network.ts'
import type { Clock } from '../../service-kit/clock.ts'
import { NoNetworkError } from '../no-network-error.ts'
import { Selector, type Selectable } from '../selector.ts'
import { asOf } from '../standing/as-of.ts'
import { measuredBy } from '../standing/measured-by.ts'
import { selectables } from '../standing/selectables.ts'
import type { StandingPrices } from '../standing/standing-prices.ts'
import { unstored } from '../standing/unstored.ts'
import { judgeNode, neutral, type NodeJudgement } from './judge-node.ts'

/** Figures that are older say nothing of now: the node counts as unknown. */
export const freshMs = 180_000
/** A network that the node's newest round does not have is no network of it any more. */
const roundMs = 60_000
/** As much of the past as its figures are smoothed over. */
const windowMs = 60_000
/** Readings age while no round comes: a judgement is made anew after so long. */
const judgedForMs = 2_000
/** Judgements by profile and namespace that are kept of a node. */
const mostJudgements = 32

/** What a node model is made of. */
export interface NodeModelParts {
  readonly node: string
  readonly settings: (network: string) => NetworkSettings
  /** The profile of pods that have none, for its board; the built-in one if left out. */
  readonly standard?: () => Profile
  readonly prices: Pick<StandingPrices, 'live' | 'count'>
  readonly clock: Clock
}

/** A pod that is bound to the node, and whose network no sample shows yet. */
export interface BoundPod {
  readonly namespace: string
  readonly name: string
  readonly uid: string
}

/** A node as its agent would choose for it, in a few kilobytes: by its newest samples and what was promised since. */
export class NodeModel {
  readonly #parts: NodeModelParts
  readonly #selector: Selector
  readonly #judgements = new Map<string, { atMs: number; readonly judgement: NodeJudgement }>()
  /** The same from sample to sample, else who shares a pool with whom would be worked out for every pod. */
  #networks: readonly Selectable[] = []
  #newestAt = 0
  #measures: ReadonlySet<Kpi> = nodeKpis
  #decisions = 0

  constructor(parts: NodeModelParts) {
    this.#parts = parts
    const { node, settings, prices, clock } = parts
    this.#selector = new Selector({
      node,
      networks: () => this.#networks,
      settings,
      measures: () => this.#measures,
      prices: prices.live,
      forecasts: { of: () => null },
      profile: parts.standard ?? (() => defaultProfile),
      decisions: unstored,
      windowMs,
      clock: {
        nowMs: () => asOf(this.#newestAt, clock.nowMs()),
        monotonicMs: () => clock.monotonicMs(),
      },
      ledgerClock: clock,
      newId: () => `${node}/${(this.#decisions += 1)}`,
      onStoreFault: () => undefined,
      onDecision: () => undefined,
    })
  }

  /** The time of its newest sample. */
  get newestAt(): number {
    return this.#newestAt
  }

  /** All its networks as of its newest sample, for a pod of no namespace; what a pod will need is not known here. */
  board(): NetworkBoard {
    return this.#selector.board()
  }

  /** Takes in its newest samples, and what its agent has told of its networks if it has. */
  observe(samples: readonly NetworkSample[], told?: readonly ToldNetwork[]): void {
    const newestAt = Math.max(0, ...samples.map(({ at }) => at))
    const latest = samples
      .filter(({ at }) => at > newestAt - roundMs)
      .toSorted((one, other) => (one.network < other.network ? -1 : 1))
    this.#networks = selectables(latest, told)
    this.#newestAt = newestAt
    this.#measures = measuredBy(latest, this.#parts.prices.count(latest))
    this.#selector.observe(latest, [])
    this.#doubtAll()
  }

  /** What it is worth for a pod of that namespace, by that profile. */
  judge(profile: Profile, namespace: string): NodeJudgement {
    const { clock } = this.#parts
    if (this.#newestAt < clock.nowMs() - freshMs) return neutral
    const key = keyOf(profile, namespace)
    const atMs = clock.monotonicMs()
    const known = this.#judgements.get(key)
    if (known !== undefined && atMs - known.atMs < judgedForMs) return known.judgement
    const judgement = judgeNode(this.#selector.weigh(profile, namespace).candidates)
    if (this.#judgements.size >= mostJudgements) this.#judgements.clear()
    this.#judgements.set(key, { atMs, judgement })
    return judgement
  }

  /** What was said of it the last time, if anything was: for when there is no time to look again. */
  said(profile: Profile, namespace: string): NodeJudgement {
    if (this.#newestAt < this.#parts.clock.nowMs() - freshMs) return neutral
    return this.#judgements.get(keyOf(profile, namespace))?.judgement ?? neutral
  }

  #doubtAll(): void {
    for (const judged of this.#judgements.values()) judged.atMs = -Infinity
  }

  /** Takes the best network's load and address for a pod that was bound here; the id to give them back by, or null. */
  async promise(pod: BoundPod, profile: Profile): Promise<string | null> {
    this.#doubtAll()
    try {
      return (await this.#selector.select({ pod, ifname: 'eth0' }, profile)).id
    } catch (error) {
      if (error instanceof NoNetworkError) return null
      throw error
    }
  }

  /** The pod is attached: a sample that is younger shows it. */
  async attached(promised: string): Promise<void> {
    await this.#selector.settle(promised, 'attached', null)
  }
}

const keyOf = ({ name, version }: Profile, namespace: string) => `${name} ${version} ${namespace}`
