import type { NetworkFigures } from '../../domain/network-sample.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { FigureSource, SourceView } from './figure-source.ts'
import { mergeAnswers } from './merge-answers.ts'
import { SourceRunner } from './source-runner.ts'
import type { SourceState } from './source-state.ts'

/** All sources of a collector: asked side by side in every round, each within its own limit. */
export class SourceSet {
  readonly #runners: readonly SourceRunner[]

  constructor(sources: readonly FigureSource[], clock: Clock) {
    this.#runners = sources.map((source) => new SourceRunner(source, clock))
  }

  /** What the sources tell of each network; those that fail tell nothing. Never rejects. */
  async read(view: SourceView): Promise<ReadonlyMap<string, Partial<NetworkFigures>>> {
    const told = await Promise.all(this.#runners.map((runner) => runner.read(view)))
    return mergeAnswers(told)
  }

  states(): readonly SourceState[] {
    return this.#runners.map((runner) => runner.state())
  }

  async close(): Promise<void> {
    await Promise.all(this.#runners.map((runner) => runner.close()))
  }
}
