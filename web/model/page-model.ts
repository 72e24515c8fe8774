import { signal } from '@preact/signals'
import type { Decision } from '../../domain/decision.ts'
import type { DecisionPage, NetworkBoard } from '../../domain/network-board.ts'
import type { SeenNode } from '../../domain/seen-node.ts'
import type { SourceStatus } from '../../domain/source-status.ts'
import type { StreamedEvent } from '../live/event-stream.ts'
import { followEvents } from '../live/follow-events.ts'
import type { Timers } from '../live/timers.ts'
import { faultOf, type ApiFault } from '../api/api-fault.ts'
import type { PageApi } from '../api/page-api.ts'
import { mergeDecisions } from './merge-decisions.ts'
import type { NodeAddress } from './node-address.ts'
import { Trails } from './trails.ts'

/** How the page hears from the server. Times are the browser's. */
export type Link =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  | { readonly state: 'paused'; readonly at: number }
  | { readonly state: 'lost'; readonly at: number; readonly reason: string }

/** The decision that the URL opens: on its way, there, or why it is not. */
export interface OpenedDecision {
  readonly id: string
  readonly decision?: Decision
  readonly fault?: ApiFault
}

/** What the model needs of the world around it. */
export interface World {
  readonly api: PageApi
  readonly timers: Timers
  readonly nowMs: () => number
  readonly random: () => number
  readonly address: NodeAddress
}

/** Sources change slowly; one that fails is asked anew after ten seconds at the earliest. */
const sourcesMs = 30_000

/** Everything the page shows, as signals, and how it stays up to date. */
export class PageModel {
  /** Undefined until the first answer. */
  readonly board = signal<NetworkBoard | undefined>(undefined)
  /** Newest first; undefined until the first answer. */
  readonly decisions = signal<readonly Decision[] | undefined>(undefined)
  /** The cursor of the next older page of decisions; null if there is none. */
  readonly older = signal<string | null>(null)
  /** Where the figures come from; empty where the server knows of none. */
  readonly sources = signal<readonly SourceStatus[]>([])
  /** The nodes that this server can show: an agent's is alone. */
  readonly nodes = signal<readonly SeenNode[]>([])
  readonly opened = signal<OpenedDecision | undefined>(undefined)
  /** Whether any decision was opened yet. */
  readonly hasOpened = signal(false)
  readonly link = signal<Link>({ state: 'connecting' })
  /** Why the last question to the server had no answer. */
  readonly fault = signal<ApiFault | undefined>(undefined)
  /** The server's time in ms, moving once a second while the page is live. */
  readonly now = signal(0)
  /** How the networks have been over the last minutes. */
  readonly trails = new Trails()

  readonly #world: World
  /** Whether the list goes back to where `older` continues. */
  #hasPage = false
  /** Server's clock minus ours. A board is never from the future, so the largest difference seen is the closest. */
  #clockOffsetMs: number | undefined
  #cancelSources: () => void = () => undefined
  /** When the connection went that has not come back since. */
  #lostAt: number | undefined
  #run = new AbortController()

  constructor(world: World) {
    this.#world = world
    this.now.value = world.nowMs()
    this.#run.abort()
  }

  /** Starts, or starts again at once: after a pause, or by the reader's wish instead of waiting for the next attempt. */
  start(): void {
    this.#run.abort()
    this.#run = new AbortController()
    this.link.value = { state: 'connecting' }
    const { signal } = this.#run
    this.#tick(signal)
    const follower = {
      open: (lastEventId: string, until: AbortSignal) => this.#world.api.events(lastEventId, until),
      timers: this.#world.timers,
      random: this.#world.random,
      onOpen: () => {
        this.#lostAt = undefined
        this.link.value = { state: 'live' }
        void this.#refresh(signal)
        this.#followSources(signal)
      },
      onEvent: (event: StreamedEvent) => this.#take(event),
      onLost: (reason: string) => {
        this.#lostAt ??= this.#world.nowMs()
        this.link.value = { state: 'lost', at: this.#lostAt, reason }
        void this.#refresh(signal)
      },
    }
    void followEvents(follower, signal)
  }

  /** Everything stands still until `start()`. */
  pause(): void {
    this.#run.abort()
    this.link.value = { state: 'paused', at: this.#world.nowMs() }
  }

  /** Opens a decision by its id, wherever it is; undefined closes. */
  async open(id: string | undefined): Promise<void> {
    const decision = this.decisions.value?.find((known) => known.id === id)
    if (id !== undefined) this.hasOpened.value = true
    this.opened.value = id === undefined ? undefined : { id, ...(decision && { decision }) }
    if (id === undefined || decision !== undefined) return
    const answer = await this.#world.api
      .decision(id, new AbortController().signal)
      .then((found) => ({ decision: found }))
      .catch((error: unknown) => ({ fault: faultOf(error) }))
    if (this.opened.value?.id === id) this.opened.value = { id, ...answer }
  }

  /** Adds the next older page of decisions. */
  async loadOlder(): Promise<void> {
    const cursor = this.older.value
    if (cursor === null) return
    try {
      const page = await this.#world.api.decisions(cursor, new AbortController().signal)
      this.#merge(page.decisions)
      this.older.value = page.next
      this.fault.value = undefined
    } catch (error) {
      this.fault.value = faultOf(error)
    }
  }

  /** The whole picture, at every (re)connection: what happened while nobody listened is in no event. */
  async #refresh(signal: AbortSignal): Promise<void> {
    try {
      const { api } = this.#world
      await this.#readNodes(signal)
      const [board, page] = await Promise.all([api.networks(signal), api.decisions(undefined, signal)])
      this.#show(board)
      if (!this.#hasPage || !this.#adjoins(page)) {
        // Until a first page is there, the list holds but what streamed in, which is no older than it.
        if (this.#hasPage) this.decisions.value = []
        this.older.value = page.next
        this.#hasPage = true
      }
      this.#merge(page.decisions)
      this.fault.value = undefined
    } catch (error) {
      if (!signal.aborted) this.fault.value = faultOf(error)
    }
  }

  /** Of several nodes the page shows one: the server would take its figures of the first, and decisions of all. */
  async #readNodes(signal: AbortSignal): Promise<void> {
    const { api, address } = this.#world
    // A server that knows no nodes has one.
    const { nodes } = await api.nodes(signal).catch(() => ({ nodes: [] }))
    if (signal.aborted) return
    const [first, second] = nodes
    if (first && second && address.node() === null) address.keep(first.name)
    this.nodes.value = nodes
  }

  /** No event tells of them: they are asked for while the page is live, and again at each connection. */
  #followSources(signal: AbortSignal): void {
    if (signal.aborted || this.link.value.state !== 'live') return
    const { api, timers } = this.#world
    this.#cancelSources()
    this.#cancelSources = timers.after(sourcesMs, () => {
      void this.#readNodes(signal)
      this.#followSources(signal)
    })
    void api.sources(signal).then(
      ({ sources }) => {
        this.sources.value = sources
      },
      // A page without them is whole; the connection itself is told of elsewhere.
      () => undefined,
    )
  }

  /** Whether the newest page leaves no hole to what the list holds; with a hole the list starts over. */
  #adjoins(page: DecisionPage): boolean {
    const known = this.decisions.value
    return (
      known !== undefined && page.decisions.some(({ id }) => known.some((decision) => decision.id === id))
    )
  }

  #take({ type, data }: StreamedEvent): void {
    if (type === 'board') this.#show(JSON.parse(data) as NetworkBoard)
    if (type === 'decision') this.#merge([JSON.parse(data) as Decision])
  }

  #show(board: NetworkBoard): void {
    const offsetMs = board.at - this.#world.nowMs()
    this.#clockOffsetMs = Math.max(this.#clockOffsetMs ?? offsetMs, offsetMs)
    if (board.at >= (this.board.value?.at ?? -Infinity)) {
      this.board.value = board
      this.trails.take(board)
    }
    this.now.value = this.#serverNow()
  }

  #merge(incoming: readonly Decision[]): void {
    const merged = mergeDecisions(this.decisions.value ?? [], incoming)
    this.decisions.value = merged
    const id = this.opened.value?.id
    const decision = incoming.some((one) => one.id === id) && merged.find((one) => one.id === id)
    if (id !== undefined && decision) this.opened.value = { id, decision }
  }

  #serverNow(): number {
    return this.#world.nowMs() + (this.#clockOffsetMs ?? 0)
  }

  #tick(signal: AbortSignal): void {
    if (signal.aborted) return
    this.now.value = this.#serverNow()
    this.#world.timers.after(1_000, () => this.#tick(signal))
  }
}
