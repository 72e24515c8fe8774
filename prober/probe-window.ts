import type { ProbeFigures } from '../domain/network-sample.ts'
import { probeFiguresOf } from './probe-figures-of.ts'
import type { ProbeTick } from './probe-tick.ts'

/** Six ticks of ten seconds make the window; a tick that comes late shall not empty it. */
const mostTicks = 6
const oldestMs = 75_000

/** The latest ticks, a minute's worth, and what they say together. */
export class ProbeWindow {
  #ticks: readonly ProbeTick[] = []

  add(tick: ProbeTick): void {
    this.#ticks = [...this.#ticks, tick].slice(-mostTicks)
  }

  /** The figures by network at a time of the clock that never jumps; none from ticks that are too old. */
  figures(monotonicMs: number): ReadonlyMap<string, ProbeFigures> {
    this.#ticks = this.#ticks.filter((tick) => monotonicMs - tick.monotonicMs <= oldestMs)
    return probeFiguresOf(this.#ticks)
  }
}
