import type { Decision } from '../../domain/decision.ts'
import { nodeKpis, type Kpi } from '../../domain/kpi.ts'
import type { NetworkBoard } from '../../domain/network-board.ts'
import type { NetworkSample } from '../../domain/network-sample.ts'
import type { Profile } from '../../domain/profile.ts'
import type { SourceStatus } from '../../domain/source-status.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { ClusterStore } from '../../store/cluster-store.ts'
import type { DecisionStore } from '../../store/decision-store.ts'
import { EventFeed } from '../live/event-feed.ts'
import { Forecasts } from '../live/forecasts.ts'
import { wouldDecide, type Wanted } from '../routes/would-decide.ts'
import { Selector, type Selectable } from '../selector.ts'
import { asOf } from './as-of.ts'
import { measuredBy } from './measured-by.ts'
import type { Policies } from './policies.ts'
import { selectables } from './selectables.ts'
import type { StandingPrices } from './standing-prices.ts'
import { sourcesIn } from './sources-in.ts'

/** As far back as a page shows traffic. */
const windowMs = 600_000
/** Decisions that are looked at for changes. */
const recentDecisions = 50

/** What a view is made of. */
export interface NodeViewParts {
  readonly cluster: ClusterStore
  readonly policies: Policies
  readonly prices: StandingPrices
  readonly clock: Clock
}

/** One node as its agent would show it, made by the same scoring from what the store has of it. */
export class NodeView {
  readonly feed = new EventFeed()
  readonly node: string
  readonly #cluster: ClusterStore
  readonly #prices: StandingPrices
  readonly #clock: Clock
  readonly #selector: Selector
  readonly #forecasts: Forecasts
  #measures: ReadonlySet<Kpi> = nodeKpis
  #latest: readonly NetworkSample[] = []
  #networks: readonly Selectable[] = []
  #newestAt = 0
  #outcomes: ReadonlyMap<string, Decision['outcome']> | undefined

  constructor(node: string, { cluster, policies, prices, clock }: NodeViewParts) {
    this.node = node
    this.#cluster = cluster
    this.#prices = prices
    this.#clock = clock
    this.#forecasts = new Forecasts(cluster.samplesOf(node))
    this.#selector = new Selector({
      node,
      networks: () => this.#networks,
      settings: (network) => policies.settings(network),
      measures: () => this.#measures,
      prices: prices.live,
      forecasts: this.#forecasts,
      profile: () => policies.standard(),
      profileNamed: (name, namespace) => policies.named(name, namespace),
      decisions: readOnly(cluster.decisionsOf(node)),
      clock: { nowMs: () => asOf(this.#newestAt, clock.nowMs()), monotonicMs: () => clock.monotonicMs() },
      newId: () => '',
      onStoreFault: () => undefined,
      onDecision: () => undefined,
    })
  }

  /** All networks as of the node's newest sample; as of now if that is old. */
  board(): NetworkBoard {
    return this.#selector.board()
  }

  /** Who has told the figures of the newest samples. */
  sources(): SourceStatus[] {
    return sourcesIn(this.#latest)
  }

  /** What a pod of that namespace would get as of the node's newest sample. */
  wouldDecide(profile: Profile, namespace: string, wanted?: Wanted): Promise<Decision> {
    return wouldDecide(this.#selector, profile, namespace, wanted)
  }

  /** Reads what is new, and tells those who follow. */
  async refresh(): Promise<void> {
    const samples = this.#cluster.samplesOf(this.node)
    const latest = await samples.latest()
    const recent = await samples.recentAll(this.#clock.nowMs() - windowMs)
    const told = await this.#cluster.networksOf([this.node])
    const before = this.#newestAt
    this.#latest = latest
    this.#networks = selectables(latest, told.get(this.node))
    this.#newestAt = Math.max(0, ...latest.map(({ at }) => at))
    this.#measures = measuredBy(latest, this.#prices.count(latest))
    this.#selector.observe([...recent, ...latest], [])
    await this.#forecasts.refresh(latest, this.#clock.nowMs())
    if (this.#newestAt > before) this.feed.publish({ type: 'board', data: this.board() })
    await this.#tellDecisions()
  }

  async #tellDecisions(): Promise<void> {
    const { decisions } = await this.#cluster.decisionsOf(this.node).page({ limit: recentDecisions })
    const known = this.#outcomes
    this.#outcomes = new Map(decisions.map(({ id, outcome }) => [id, outcome]))
    if (known === undefined) return
    for (const decision of decisions.toReversed())
      if (known.get(decision.id) !== decision.outcome) this.feed.publish({ type: 'decision', data: decision })
  }
}

/** The selector decides nothing here. */
function readOnly(store: Pick<DecisionStore, 'find' | 'page'>): DecisionStore {
  const refuse = () =>
    Promise.reject(
      new Error('Cannot store a decision as this selector only reads: ask the agent of the node'),
    )
  return {
    find: (id) => store.find(id),
    page: (query) => store.page(query),
    findForPod: () => Promise.resolve(null),
    standing: () => Promise.resolve([]),
    insert: refuse,
    settle: refuse,
  }
}
