import type { Clock } from '../../service-kit/clock.ts'

/** What comes and goes is said no more often than this. */
const quietMs = 600_000

interface Said {
  readonly atMs: number
  /** Whether it has been wrong ever since. */
  readonly isStanding: boolean
}

/** Which faults are to be said: each once for as long as it lasts, and every ten minutes if it comes and goes. */
export class SaidFaults {
  readonly #clock: Pick<Clock, 'monotonicMs'>
  #said = new Map<string, Said>()

  constructor(clock: Pick<Clock, 'monotonicMs'>) {
    this.#clock = clock
  }

  /** Whether something that was said is still wrong. */
  get isStanding(): boolean {
    return this.#said.values().some(({ isStanding }) => isStanding)
  }

  /** Takes in all that is wrong now, and answers what of it is to be said. */
  take(faults: Iterable<string>): string[] {
    const nowMs = this.#clock.monotonicMs()
    const wrong = new Set(faults)
    const isQuiet = ({ atMs }: Said) => nowMs - atMs < quietMs
    const news = [...wrong].filter((fault) => {
      const before = this.#said.get(fault)
      return before === undefined || !(before.isStanding || isQuiet(before))
    })
    const kept = [...this.#said]
      .filter(([fault, said]) => isQuiet(said) || (said.isStanding && wrong.has(fault)))
      .map(([fault, said]) => [fault, { ...said, isStanding: said.isStanding && wrong.has(fault) }] as const)
    const said = news.map((fault) => [fault, { atMs: nowMs, isStanding: true }] as const)
    this.#said = new Map([...kept, ...said])
    return news
  }
}
