import { messageOf } from '../../service-kit/message-of.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import type { AgentFigures } from './agent-figures.ts'
import { nextScrapeMs } from './next-scrape.ts'
import type { ScrapeTarget } from './scrape-target.ts'

/** What is known of one agent. */
export interface NodeFigures {
  readonly node: string
  /** What it last showed, unless that is too long ago; null if it has not answered. */
  readonly figures: AgentFigures | null
}

/** What the scraper is given. */
export interface ScraperOptions {
  readonly targets: () => readonly ScrapeTarget[]
  readonly fetch: (target: ScrapeTarget) => Promise<AgentFigures>
  /** How often an agent is asked. */
  readonly periodMs: number
  /** For how long the figures of an agent that has gone silent still count. */
  readonly holdMs: number
  /** How many are asked at a time. */
  readonly concurrency: number
  readonly clock: Clock
  readonly logger: Logger
  readonly onScrape: (outcome: 'done' | 'failed', durationMs: number) => void
}

interface Agent {
  target: ScrapeTarget
  dueMs: number
  failures: number
  /** Answered or failed at least once. */
  isTried: boolean
  isBusy: boolean
  figures: AgentFigures | null
  heardMs: number
}

const mostToldAway = 10

/** Keeps what every agent last showed. It is driven by `tick`, several times in a period. */
export class AgentScraper {
  readonly #options: ScraperOptions
  readonly #agents = new Map<string, Agent>()
  #busy = 0

  constructor(options: ScraperOptions) {
    this.#options = options
  }

  /** Whether every agent has been asked, and has answered or failed: before that a sum is the sum of a part. */
  get isComplete(): boolean {
    return [...this.#agents.values()].every(({ isTried }) => isTried)
  }

  /** Begins to ask those whose time has come. Never throws. */
  tick(): void {
    this.#follow(this.#options.targets())
    this.#askNext()
  }

  /** Every agent that there is, by the order of its node's name. */
  all(): readonly NodeFigures[] {
    const oldest = this.#options.clock.monotonicMs() - this.#options.holdMs
    return [...this.#agents.values()]
      .map(({ target, figures, heardMs }) => ({
        node: target.node,
        figures: heardMs >= oldest ? figures : null,
      }))
      .sort((one, other) => (one.node < other.node ? -1 : 1))
  }

  /** A new agent is asked at once; one that is gone is forgotten; one at a new address is asked anew. */
  #follow(targets: readonly ScrapeTarget[]): void {
    const now = this.#options.clock.monotonicMs()
    const nodes = new Map(targets.map((target) => [target.node, target]))
    for (const node of this.#agents.keys()) if (!nodes.has(node)) this.#agents.delete(node)
    for (const [node, target] of nodes) {
      const known = this.#agents.get(node)
      if (known === undefined)
        this.#agents.set(node, {
          ...{ target, dueMs: now, failures: 0, isTried: false, isBusy: false },
          ...{ figures: null, heardMs: -Infinity },
        })
      else if (known.target.host !== target.host) Object.assign(known, { target, dueMs: now, failures: 0 })
    }
  }

  /** As many as may be asked at a time, the one that waits longest first. */
  #askNext(): void {
    while (this.#busy < this.#options.concurrency) {
      const agent = this.#longestDue(this.#options.clock.monotonicMs())
      if (agent === undefined) return
      void this.#scrape(agent)
    }
  }

  #longestDue(nowMs: number): Agent | undefined {
    let longest: Agent | undefined
    for (const agent of this.#agents.values())
      if (!agent.isBusy && agent.dueMs <= Math.min(nowMs, longest?.dueMs ?? Infinity)) longest = agent
    return longest
  }

  async #scrape(agent: Agent): Promise<void> {
    const { fetch, clock, periodMs, onScrape } = this.#options
    const startMs = clock.monotonicMs()
    agent.isBusy = true
    this.#busy += 1
    try {
      agent.figures = await fetch(agent.target)
      agent.heardMs = clock.monotonicMs()
      this.#tellOfReturn(agent)
      agent.failures = 0
      onScrape('done', clock.monotonicMs() - startMs)
    } catch (error) {
      agent.failures += 1
      this.#tellOfLoss(agent, error)
      onScrape('failed', clock.monotonicMs() - startMs)
    }
    this.#busy -= 1
    agent.isBusy = false
    agent.isTried = true
    agent.dueMs = nextScrapeMs(agent.target.node, agent.failures, periodMs, clock.monotonicMs())
    this.#askNext()
  }

  /** Where many are away the network is: then the count of them says more than a line for each. */
  #areManyAway(): boolean {
    return [...this.#agents.values()].filter(({ failures }) => failures > 0).length > mostToldAway
  }

  #tellOfLoss({ target, failures }: Agent, error: unknown): void {
    if (failures !== 1) return
    const sentence = `${messageOf(error)}: its last figures count for now`
    this.#options.logger[this.#areManyAway() ? 'debug' : 'warn']({ node: target.node }, sentence)
  }

  #tellOfReturn({ target, failures }: Agent): void {
    if (failures === 0) return
    this.#options.logger[this.#areManyAway() ? 'debug' : 'info'](
      { node: target.node },
      'The agent answers again',
    )
  }
}
