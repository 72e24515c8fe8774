import type { Decision, DecisionOutcome, SelectRequest, Tried } from '../domain/decision.ts'
import type { ExpectedUse } from '../domain/expected-cost.ts'
import { kpis, type Kpi } from '../domain/kpi.ts'
import type { NetworkBoard } from '../domain/network-board.ts'
import type { AttachmentSample, NetworkSample } from '../domain/network-sample.ts'
import { ownerOfPod } from '../domain/owner-of-pod.ts'
import type { Profile } from '../domain/profile.ts'
import type { DecisionStore } from '../store/decision-store.ts'
import { decisionOf } from './decision-of.ts'
import { NoNetworkError } from './no-network-error.ts'
import { Demands } from './live/demands.ts'
import type { Forecasts } from './live/forecasts.ts'
import { LiveNetworks, type Asker, type LiveOptions, type Selectable } from './live/live-networks.ts'
import { rowOf } from './live/row-of.ts'
import { isSameAnswer } from './live/same-answer.ts'
import { standingPromises } from './live/standing-promises.ts'
import { Turns } from './live/turns.ts'
import { judge, type Judgement } from './pipeline/decide.ts'
import type { DecisionInputs } from './pipeline/inputs.ts'
import { namespaceOf } from './pipeline/replay/inputs-of.ts'
import type { Prices } from './prices/live-prices.ts'
import { pricedInputs } from './prices/priced-inputs.ts'

export type { Selectable } from './live/live-networks.ts'

/** What the selector is given: functions are asked anew at every decision. */
export interface SelectorOptions extends LiveOptions {
  readonly node: string
  readonly networks: () => readonly Selectable[]
  /**
   * The KPIs that this node has a source for, by its configuration and never by the candidates: others count for
   * nothing here, whatever their weight.
   */
  readonly measures: () => ReadonlySet<Kpi>
  /**
   * Whether others decide for the same networks without knowing of this one's promises: then a draw by the pod's name
   * decides among networks that are as good as each other, so that not all take the same. Left out: only this one does.
   */
  readonly spread?: boolean
  /** What holds where nobody names a profile. */
  readonly profile: () => Profile
  /** The profile of that name as a pod of that namespace calls it; undefined if there is none. */
  readonly profileNamed?: (name: string, namespace: string) => Profile | undefined
  /** What pods cost; left out where nobody asks for that. */
  readonly prices?: Prices
  readonly decisions: DecisionStore
  readonly forecasts: Pick<Forecasts, 'of'>
  /** A new id, greater than all before it. */
  readonly newId: () => string
  /** Told of the newest decision that is kept, in `restore`: ids go on behind it. */
  readonly onNewest?: (id: string) => void
  /** Told of a store that fails; the pod gets its network all the same. */
  readonly onStoreFault: (error: unknown) => void
  /** Called with every decision when it is made, and while somebody looks on when its outcome is known. */
  readonly onDecision: (decision: Decision) => void
  /** Whether somebody looks on: a decision is read from the store once more for them alone. Left out: nobody does. */
  readonly isWatched?: () => boolean
}

/** Ranks this node's networks from what it is told by `observe`, and remembers what it has promised. */
export class Selector {
  readonly #options: SelectorOptions
  readonly #live: LiveNetworks
  readonly #demands = new Demands()
  /** Of asking for one pod's interface: whoever asks twice at once gets one answer. */
  readonly #turns = new Turns()

  constructor(options: SelectorOptions) {
    this.#options = options
    this.#live = new LiveNetworks(options)
  }

  /**
   * Holds again what the selector before this one had promised, and goes on behind its newest decision.
   * @throws {Error} if the store cannot be read
   */
  async restore(): Promise<void> {
    const { decisions, clock, onNewest } = this.#options
    for (const decision of await standingPromises(decisions, clock.nowMs()))
      this.#live.ledger.restore(decision)
    const { decisions: newest } = await decisions.page({ limit: 1 })
    for (const { id } of newest) onNewest?.(id)
  }

  /** Takes in a round of measurements, or what the store still has of earlier ones. */
  observe(networks: readonly NetworkSample[], attachments: readonly AttachmentSample[]): void {
    this.#live.observe(networks)
    this.#demands.observe(attachments)
  }

  /**
   * Chooses a network by `profile`, else by the one that the request names. The same pod and interface get the same
   * answer again, unless it has failed or is over, also where they ask twice at once. After `tried` networks have failed
   * it is another one.
   * @throws {NoNetworkError} if no network can take a pod
   */
  async select(
    request: SelectRequest,
    profile = this.#profileOf(request),
    tried: readonly Tried[] = [],
  ): Promise<Decision> {
    const networks = this.#candidates(request.networks)
    if (request.dryRun === true) return this.#decide({ request, networks, profile, tried })
    return this.#turns.take(`${request.pod.uid}@${request.ifname}`, async () => {
      const earlier = tried.length === 0 ? await this.#earlier(request) : null
      const isRepeated = isSameAnswer(earlier, request, networks)
      const decision = isRepeated ? earlier : this.#decide({ request, networks, profile, tried })
      this.#live.ledger.hold(decision)
      return isRepeated ? decision : this.#keep(decision)
    })
  }

  /**
   * A network has failed for a reason that goes for every pod: for a while none is put on it. Where its addresses have
   * run out, this goes for all networks of its pool.
   */
  coolDown(network: string, why: string, isOutOfAddresses: boolean): void {
    this.#live.learn(this.#options.networks())
    this.#live.coolDown(network, why, isOutOfAddresses)
  }

  /**
   * Keeps what would have been chosen for a pod that was attached to another network, or to the same. Nothing is
   * promised by it. Null if the pod's last decision is of this kind already.
   * @throws {NoNetworkError} if no network could have taken the pod
   */
  async note(request: SelectRequest, profile: Profile, attachedTo: string): Promise<Decision | null> {
    const earlier = await this.#earlier(request)
    if (earlier?.outcome === 'observed' && earlier.attachedTo === attachedTo) return null
    const networks = this.#candidates(undefined)
    const decision = this.#decide({ request, networks, profile, tried: [] })
    return this.#keep({ ...decision, outcome: 'observed', attachedTo })
  }

  async #keep(decision: Decision): Promise<Decision> {
    await this.#options.decisions.insert(decision).catch(this.#options.onStoreFault)
    this.#options.onDecision(decision)
    return decision
  }

  #profileOf({ profile, pod }: SelectRequest): Profile {
    if (profile === undefined) return this.#options.profile()
    const named = this.#options.profileNamed?.(profile, pod.namespace)
    if (named !== undefined) return named
    throw new NoNetworkError(
      `Cannot choose by profile ${profile} as there is none of that name for namespace ${pod.namespace}: create it, or name another`,
    )
  }

  /** The newest answer for the pod's interface, whatever became of it. */
  async #earlier({ pod, ifname }: SelectRequest): Promise<Decision | null> {
    try {
      return await this.#options.decisions.findForPod(pod.uid, ifname)
    } catch (error) {
      this.#options.onStoreFault(error)
      return null
    }
  }

  /** Records what became of a decision; what it had reserved goes back if the pod is not, or no longer, attached. */
  async settle(id: string, outcome: DecisionOutcome, error: string | null): Promise<void> {
    if (outcome === 'attached') this.#live.ledger.attached(id)
    else this.#live.ledger.release(id)
    await this.#options.decisions.settle(id, outcome, error)
    if (this.#options.isWatched?.() !== true) return
    const decision = await this.#options.decisions.find(id)
    if (decision !== null) this.#options.onDecision(decision)
  }

  /** Every network as a pod would find it now, best first. */
  board(): NetworkBoard {
    const { node, clock, settings, forecasts } = this.#options
    const networks = this.#candidates(undefined)
    const plugins = new Map(networks.map((network) => [network.name, network.plugins]))
    const about = { profile: this.#options.profile(), namespace: '', networks, now: clock.nowMs() }
    const asTheyAre = this.#weigh(about, false).candidates
    const asItIs = new Map(asTheyAre.map((candidate) => [candidate.network, candidate]))
    const rows = this.#weigh(about, true).candidates.map((standing) => {
      const { network: name } = standing
      const parts = {
        samples: this.#live.samplesOf(name),
        settings: settings(name),
        forecast: forecasts.of(name),
      }
      const judged = { standing, asItIs: asItIs.get(name) ?? standing, plugins: plugins.get(name) ?? [] }
      return rowOf({ ...parts, ...judged }, about.now)
    })
    return { at: about.now, node, networks: rows }
  }

  /** What the pipeline says to a pod of a namespace now; nothing is stored, and nothing promised. */
  weigh(profile: Profile, namespace: string): Judgement {
    const [networks, now] = [this.#candidates(undefined), this.#options.clock.nowMs()]
    return this.#weigh({ profile, namespace, networks, now }, true)
  }

  /** Networks as they are, or as a pod of nobody in particular would find them. */
  #weigh(about: Weighing, isWithPod: boolean): Judgement {
    const { profile } = about
    const use = this.#options.prices?.useOf(null, profile) ?? null
    const demandBitsPerSecond = this.#demands.usual(profile.demandBitsPerSecond)
    const asker = isWithPod ? { demandBitsPerSecond } : {}
    return this.#judge({ ...about, measures: this.#measures(), picks: 1, use, asker })
  }

  #candidates(asked: readonly string[] | undefined): readonly Selectable[] {
    const networks = this.#options.networks()
    this.#live.learn(networks)
    const configured = networks.map(({ name }) => name)
    const unknown = asked?.filter((name) => !configured.includes(name)) ?? []
    if (unknown.length > 0)
      throw new NoNetworkError(
        `Cannot choose among ${unknown.join(', ')}: this node has ${configured.join(', ') || 'no network'}`,
      )
    return networks.filter(({ name }) => asked?.includes(name) ?? true)
  }

  #decide({ request, networks, profile, tried }: Choice): Decision {
    const now = this.#options.clock.nowMs()
    const measures = this.#measures()
    const { pod, devices, picks: wantedPicks = 1 } = request
    const seed = this.#options.spread === true ? `${pod.uid}/${request.ifname}` : null
    const use = this.#options.prices?.useOf(pod, profile) ?? null
    const demandBitsPerSecond =
      request.demandBitsPerSecond ?? this.#demands.of(ownerOfPod(pod), profile.demandBitsPerSecond)
    const asker = { tried, demandBitsPerSecond }
    const about = { namespace: namespaceOf(pod), devices, picks: wantedPicks, seed, now, use, asker }
    const verdict = this.#judge({ networks, profile, measures, ...about })
    const made = { id: this.#options.newId(), at: now, request, profile, demandBitsPerSecond, measures }
    return decisionOf({ ...made, seed, use, tried }, verdict)
  }

  #measures(): Kpi[] {
    const measured = this.#options.measures()
    return kpis.filter((kpi) => measured.has(kpi))
  }

  #judge({ networks, now: nowMs, asker, use, ...question }: Question): Judgement {
    const { prices, settings } = this.#options
    const inputs = this.#live.inputsOf(networks, nowMs, asker)
    const isPriced = prices !== undefined && use !== null
    const known = isPriced ? pricedInputs(inputs, networks, { prices, settings, use, nowMs }) : inputs
    return judge({ ...question, networks: known, nowMs })
  }
}

/** What is asked of the pipeline. */
interface Question extends Omit<DecisionInputs, 'networks' | 'nowMs'> {
  readonly networks: readonly Selectable[]
  /** Nobody in particular if left out. */
  readonly asker?: Asker
  /** What the pod will use, where there are prices. */
  readonly use: ExpectedUse | null
  readonly now: number
}

/** What is weighed, and by what. */
type Weighing = Pick<Question, 'profile' | 'namespace' | 'networks' | 'now'>

/** What is decided on. */
interface Choice {
  readonly request: SelectRequest
  readonly networks: readonly Selectable[]
  readonly profile: Profile
  readonly tried: readonly Tried[]
}
