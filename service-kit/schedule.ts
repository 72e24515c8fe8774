import { createTask, validate, type ScheduledTask } from 'node-cron'
import type { Clock } from './clock.ts'

/** What is done when. */
export interface ScheduleOptions {
  /** A cron expression whose first field is seconds, in the machine's time zone. */
  readonly expression: string
  /** Called at each of its times, whether or not the last call has ended. Never rejects. */
  readonly work: () => Promise<unknown>
  readonly clock: Clock
}

const secondMs = 1_000
/** So far is looked ahead; a clock that was set is noticed no later than this. */
const aheadMs = 60_000

/** Whether a text is a cron expression. */
export const isCronExpression = (expression: string): boolean => validate(expression)

/**
 * Does something by the clock on the wall, and goes on when that is set: node-cron's own tasks wait until a clock that
 * was set back is there again, and go through every time that one leaps over, which takes minutes after years.
 */
export class Schedule {
  readonly #options: ScheduleOptions
  readonly #times: Pick<ScheduledTask, 'match'>
  #timer: NodeJS.Timeout | undefined

  constructor(options: ScheduleOptions) {
    this.#options = options
    this.#times = createTask(options.expression, () => undefined)
  }

  start(): void {
    const nowMs = this.#options.clock.nowMs()
    this.#wait(nowMs, nowMs)
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  /** Waits for the next time after `fromMs`, by a timer: that knows nothing of clocks. */
  #wait(fromMs: number, nowMs: number): void {
    const due = this.#nextAfter(fromMs)
    const wakeMs = due ?? fromMs + aheadMs
    this.#timer = setTimeout(() => this.#wake(wakeMs, due !== null), Math.max(0, wakeMs - nowMs))
  }

  #wake(wakeMs: number, isDue: boolean): void {
    const nowMs = this.#options.clock.nowMs()
    // Timers may be a little early: then the time that this one was for has been all the same.
    const isEarly = nowMs < wakeMs && wakeMs - nowMs < secondMs
    this.#wait(isEarly ? wakeMs : nowMs, nowMs)
    if (isDue) void this.#options.work()
  }

  #nextAfter(fromMs: number): number | null {
    const first = Math.floor(fromMs / secondMs) * secondMs + secondMs
    for (let at = first; at <= fromMs + aheadMs; at += secondMs)
      if (this.#times.match(new Date(at))) return at
    return null
  }
}
