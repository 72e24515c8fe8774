import type { PluginOutcome } from './call-plugin.ts'

/** What is counted while a storm goes on. */
export class Tally {
  calls = 0
  addFailed = 0
  agentPicks = 0
  delFailed = 0
  pluginKills = 0
  readonly slowestMs = { add: 0, del: 0 }
  readonly #codes = new Map<string, number>()
  readonly #lies: string[] = []

  /** Counts a call of the plugin. */
  count(command: 'ADD' | 'DEL', { fault, tookMs }: PluginOutcome): void {
    this.calls += 1
    const kind = command === 'ADD' ? 'add' : 'del'
    this.slowestMs[kind] = Math.max(this.slowestMs[kind], Math.round(tookMs))
    if (fault === 'killed') this.pluginKills += 1
    if (fault === null) return
    if (command === 'DEL') this.delFailed += 1
    else {
      this.addFailed += 1
      this.#codes.set(fault, (this.#codes.get(fault) ?? 0) + 1)
    }
  }

  /** Keeps in what the world differs from what the plugin said. */
  lie(sentence: string): void {
    this.#lies.push(sentence)
  }

  /** How many ADDs ended with which code. */
  get codes(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#codes)
  }

  get lies(): readonly string[] {
    return this.#lies
  }
}
