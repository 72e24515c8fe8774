import { nowUs, poll } from 'sockets'

/** Something that happens at a time, and may set it anew; `Infinity` is never. */
export interface Timer {
  dueUs: number
  onDue(nowUs: number): void
}

interface Watch {
  readonly events: number
  readonly onReady: () => void
}

const pollfdBytes = 8

/** One thread of poll(2): descriptors and timers. Nothing that is called may wait. */
export class EventLoop {
  readonly #watches = new Map<number, Watch>()
  readonly #timers = new Set<Timer>()
  #entries = new ArrayBuffer(64 * pollfdBytes)
  #isOver = false

  /** Calls whenever one of poll(2)'s `events`, an error or the end is there, in place of an earlier wish. */
  watch(fd: number, events: number, onReady: () => void): void {
    this.#watches.set(fd, { events, onReady })
  }

  unwatch(fd: number): void {
    this.#watches.delete(fd)
  }

  start(timer: Timer): void {
    this.#timers.add(timer)
  }

  stop(timer: Timer): void {
    this.#timers.delete(timer)
  }

  end(): void {
    this.#isOver = true
  }

  /** Runs until `end()`, or a signal that asks us to stop. */
  run(): void {
    while (!this.#isOver) {
      const watches = [...this.#watches]
      const view = this.#entriesFor(watches)
      if (!poll(this.#entries, watches.length, this.#nextDueUs())) return
      watches.forEach(([fd, watch], index) => {
        const happened = view.getInt16(index * pollfdBytes + 6, true)
        // What an earlier call has ended, or begun anew with the same number, is not meant
        if (happened !== 0 && this.#watches.get(fd) === watch) watch.onReady()
      })
      this.#runTimers()
    }
  }

  /** `struct pollfd`: the descriptor, what is wanted, and what the kernel answers. */
  #entriesFor(watches: readonly (readonly [number, Watch])[]): DataView {
    if (this.#entries.byteLength < watches.length * pollfdBytes)
      this.#entries = new ArrayBuffer(2 * watches.length * pollfdBytes)
    const view = new DataView(this.#entries)
    watches.forEach(([fd, { events }], index) => {
      view.setInt32(index * pollfdBytes, fd, true)
      view.setInt16(index * pollfdBytes + 4, events, true)
    })
    return view
  }

  #nextDueUs(): number {
    let nextUs = Infinity
    for (const { dueUs } of this.#timers) nextUs = Math.min(nextUs, dueUs)
    return nextUs
  }

  #runTimers(): void {
    const now = nowUs()
    for (const timer of this.#timers) if (timer.dueUs <= now) timer.onDue(now)
  }
}
