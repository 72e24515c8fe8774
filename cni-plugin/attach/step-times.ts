import type { AttachStep, Report } from '../../domain/plan-protocol.ts'
import type { Platform } from '../platform/platform.ts'

const toMicros = (ms: number) => Math.max(0, Math.round(ms * 1_000) / 1_000)

/**
 * Where the time of an ADD goes, from the start of the process on. At any moment one step is running, so that the
 * steps add up to the whole; `exec` are the delegates, and `merge` is all that happens to their results.
 */
export class StepTimes {
  readonly #platform: Pick<Platform, 'monotonicMs'>
  readonly #ms: Record<AttachStep, number> = { start: 0, request: 0, plan: 0, journal: 0, exec: 0, merge: 0 }
  #step: AttachStep = 'start'
  #sinceMs: number

  constructor(platform: Pick<Platform, 'monotonicMs' | 'startedAtMs'>) {
    this.#platform = platform
    this.#sinceMs = platform.startedAtMs
  }

  /** From now on, or from `nowMs` of the platform's clock on, that step is running. */
  enter(step: AttachStep, nowMs = this.#platform.monotonicMs()): void {
    this.#ms[this.#step] += nowMs - this.#sinceMs
    this.#step = step
    this.#sinceMs = nowMs
  }

  /** What every step has taken until now, in ms with three decimals. */
  total(): NonNullable<Report['stepsMs']> {
    this.enter(this.#step)
    const { start, request, plan, journal, exec, merge } = this.#ms
    return {
      start: toMicros(start),
      request: toMicros(request),
      plan: toMicros(plan),
      journal: toMicros(journal),
      exec: toMicros(exec),
      merge: toMicros(merge),
    }
  }
}
