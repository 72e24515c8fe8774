import type { Destination, PriceRate, PriceUnit } from '../domain/price-book.ts'

/** What a rate is of: bytes one way, an hour of something, or a month. */
export type RateKind = 'egress' | 'ingress' | Exclude<PriceUnit, 'GB' | 'GiB'>

/** The kinds that a rate has a price for: of bytes both ways two. */
export function kindsOf({ unit, direction }: Pick<PriceRate, 'unit' | 'direction'>): readonly RateKind[] {
  if (unit !== 'GB' && unit !== 'GiB') return [unit]
  return direction === 'both' ? ['egress', 'ingress'] : [direction]
}

/** Whom a rate is for. */
export function targetOf({ network, networkClass }: PriceRate): string {
  return network === undefined ? `class ${networkClass ?? ''}` : `network ${network}`
}

/** Rates that count at one moment, by whom they are for. */
export class RateTable {
  readonly #rates = new Map<string, PriceRate>()

  /** Of two for the same, one with a schedule goes before one without, and then the earlier in the list. */
  constructor(rates: readonly PriceRate[]) {
    for (const rate of [...rates.filter(isScheduled), ...rates.filter((rate) => !isScheduled(rate))])
      for (const kind of kindsOf(rate)) {
        const key = keyOf(targetOf(rate), kind, destinationOf(rate))
        if (!this.#rates.has(key)) this.#rates.set(key, rate)
      }
  }

  /**
   * The rate that counts for a network: what is said of it by name goes before what is said of its classes, in their
   * order; and there the destination's own before that for any.
   */
  find(network: string, classes: readonly string[], kind: RateKind, to: Destination): PriceRate | undefined {
    for (const target of [`network ${network}`, ...classes.map((name) => `class ${name}`)]) {
      const rate = this.#rates.get(keyOf(target, kind, to)) ?? this.#rates.get(keyOf(target, kind, 'any'))
      if (rate !== undefined) return rate
    }
    return undefined
  }
}

/** Destinations tell prices of bytes apart, and nothing else. */
export function destinationOf({ unit, destination = 'any' }: PriceRate): Destination {
  return unit === 'GB' || unit === 'GiB' ? destination : 'any'
}

const isScheduled = ({ schedule }: PriceRate) => schedule !== undefined

const keyOf = (target: string, kind: RateKind, destination: Destination) => `${kind} ${destination} ${target}`
