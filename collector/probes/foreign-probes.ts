import { KeptAnswer } from '../sources/kept-answer.ts'
import { addUp } from '../sources/dropped.ts'
import type { FigureSource, SourceAnswer, SourceView } from '../sources/figure-source.ts'
import { countsBetween } from './counts-between.ts'
import type { ForeignProber } from './foreign-prober.ts'
import type { ProbeCounts } from './probe-counts.ts'
import { probeFigures } from './probe-figures.ts'
import { probeWindowMs, type ProbeReader } from './probe-reader.ts'

/** Probers work once a minute or less often: asking more often tells nothing new. */
const intervalMs = 29_000

/** What a CNI's own programs probe, for the networks that are that CNI's; others' are not asked for. */
export class ForeignProbes implements FigureSource {
  readonly name: string
  readonly kind = 'probes'
  readonly limitMs = 4_000
  readonly #prober: ForeignProber
  readonly #reader: ProbeReader
  readonly #kept = new KeptAnswer<
    Omit<SourceAnswer, 'figures'> & { figures: ReturnType<typeof probeFigures> }
  >(() => intervalMs)
  /** Readings since a start of the last minutes, oldest first: what lies between the first and the last counts. */
  #readings: readonly { readonly at: number; readonly counts: ProbeCounts }[] = []

  constructor(prober: ForeignProber, reader: ProbeReader) {
    this.name = `${prober.name}-probes`
    this.#prober = prober
    this.#reader = reader
  }

  async read({ at, networks }: SourceView, signal: AbortSignal): Promise<SourceAnswer> {
    const own = networks.filter(({ plugins: [plugin] }) => plugin.type === this.#prober.plugin)
    if (own.length === 0) return { figures: new Map(), dropped: {} }
    const { answer, isNew } = await this.#kept.at(at, () => this.#ask(at, signal))
    const { figures } = answer
    return {
      figures: new Map(figures === null ? [] : own.map(({ name }) => [name, figures])),
      dropped: isNew ? answer.dropped : {},
    }
  }

  close(): Promise<void> {
    this.#reader.close()
    return Promise.resolve()
  }

  async #ask(at: number, signal: AbortSignal) {
    const { counts, dropped } = await this.#reader.read(signal)
    if (this.#reader.counts === 'window') return { figures: probeFigures(this.#prober, counts, at), dropped }
    // One more than the window holds, so that it is whole; a clock that was set back begins anew.
    const recent = this.#readings.filter((one) => one.at < at && at - one.at <= probeWindowMs + intervalMs)
    const between = recent[0] === undefined ? null : countsBetween(recent[0].counts, counts)
    const isReset = recent[0] !== undefined && between === null
    this.#readings = [...(isReset ? [] : recent), { at, counts }]
    return {
      figures: between === null ? null : probeFigures(this.#prober, between, at),
      dropped: addUp(dropped, { reset: isReset ? 1 : 0 }),
    }
  }
}
