import type { AttachmentSample, NetworkFigures } from '../../domain/network-sample.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import type { FigureSource, SourceView } from './figure-source.ts'
import { mergeAnswers, mergeAttachments } from './merge-answers.ts'
import { SourceRunner } from './source-runner.ts'
import type { SourceState } from './source-state.ts'

/** What all sources together know. */
export interface SetAnswer {
  readonly figures: ReadonlyMap<string, Partial<NetworkFigures>>
  readonly attachments: readonly AttachmentSample[]
}

/** All sources of a collector: asked side by side in every round, each within its own limit. */
export class SourceSet {
  readonly #runners: readonly SourceRunner[]

  /** Of each kind the best source is the first. */
  constructor(sources: readonly FigureSource[], clock: Clock, logger: Pick<Logger, 'warn' | 'info'>) {
    this.#runners = sources.map((source) => new SourceRunner(source, clock, logger))
  }

  /** What the sources tell of each network and attachment; those that fail tell nothing. Never rejects. */
  async read(view: SourceView): Promise<SetAnswer> {
    const told = await Promise.all(this.#runners.map((runner) => runner.read(view)))
    return { figures: mergeAnswers(told), attachments: mergeAttachments(told) }
  }

  states(): readonly SourceState[] {
    return this.#runners.map((runner) => runner.state())
  }

  async close(): Promise<void> {
    await Promise.all(this.#runners.map((runner) => runner.close()))
  }
}
