import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { spawnAgent, type AgentOptions } from '../../lab/agent-process.ts'

/** An agent that is killed at random times, ready or not, and started again at once. */
export class UnreliableAgent {
  readonly #options: AgentOptions
  readonly #meanLifeMs: number
  readonly #random: () => number
  readonly #end = new AbortController()
  #kills = 0
  #deaths = 0

  /**
   * @param meanLifeMs lives are as long as if there were a kill at any moment with the same chance
   * @param random gives numbers from 0 to less than 1
   */
  constructor(options: AgentOptions, meanLifeMs: number, random: () => number) {
    this.#options = options
    this.#meanLifeMs = meanLifeMs
    this.#random = random
  }

  /** How often it was killed before its end. */
  get kills(): number {
    return this.#kills
  }

  /** How often it ended by itself, which an agent never should. */
  get deaths(): number {
    return this.#deaths
  }

  /** Settles after `end`, when the last agent is gone. */
  async live(): Promise<void> {
    while (!this.#end.signal.aborted) await this.#liveOnce(await spawnAgent(this.#options))
  }

  end(): void {
    this.#end.abort()
  }

  async #liveOnce(agent: ChildProcess): Promise<void> {
    const gone = once(agent, 'exit')
    const lifeMs = -Math.log(1 - this.#random()) * this.#meanLifeMs
    const isAlive = await Promise.race([
      delay(lifeMs, true, { signal: this.#end.signal }).catch(() => true),
      gone.then(() => false),
    ])
    if (!isAlive) this.#deaths += 1
    else if (!this.#end.signal.aborted) this.#kills += 1
    agent.kill('SIGKILL')
    await gone
  }
}
