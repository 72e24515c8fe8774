import type { Destination, PriceRate } from '../domain/price-book.ts'
import type { PriceEntry } from '../domain/resources/network-resource.ts'
import type { RateKind, RateTable } from './rate-table.ts'

/** The rates that count for one network, by what they are of. */
export interface NetworkRates {
  readonly egress: ReadonlyMap<Destination, PriceRate>
  readonly ingress: PriceRate | undefined
  readonly interfaceHour: PriceRate | undefined
  readonly addressHour: PriceRate | undefined
  readonly month: PriceRate | undefined
}

const destinations: readonly Destination[] = [
  'any',
  'sameNode',
  'sameZone',
  'crossZone',
  'crossRegion',
  'internet',
]

/**
 * What counts for a network: what the book says of it by name, else what its `Network` says, else what the book says of
 * its classes, the nearest first.
 */
export function networkRates(
  book: RateTable,
  own: RateTable | undefined,
  name: string,
  classes: readonly string[],
): NetworkRates {
  const find = (kind: RateKind, to: Destination = 'any') =>
    book.find(name, [], kind, to) ?? own?.find(name, [], kind, to) ?? book.find(name, classes, kind, to)
  return {
    egress: new Map(
      destinations.flatMap((to) => {
        const rate = find('egress', to)
        return rate === undefined ? [] : [[to, rate] as const]
      }),
    ),
    ingress: find('ingress'),
    interfaceHour: find('interfaceHour'),
    addressHour: find('addressHour'),
    month: find('month'),
  }
}

const members = [
  ['perGigabyteEgress', 'egress', 'GB'],
  ['perGigabyteIngress', 'ingress', 'GB'],
  ['perAttachmentHour', 'egress', 'interfaceHour'],
] as const

/**
 * The entries of a `Network` as rates: each price counts until the next entry that names one of its kind, and an entry
 * that says nothing of it leaves it as it was. Of two entries of one moment the later in the list counts.
 */
export function ratesOfEntries(network: string, entries: readonly PriceEntry[]): PriceRate[] {
  return members.flatMap(([member, direction, unit]) => {
    const priced = entries
      .flatMap(({ validFrom, currency, [member]: price }) =>
        price === undefined ? [] : [{ at: Date.parse(validFrom), validFrom, currency, price }],
      )
      .filter(({ at }) => !Number.isNaN(at))
      .toSorted((one, other) => one.at - other.at)
    return priced.flatMap(({ at, validFrom, currency, price }, index): PriceRate[] => {
      const next = priced[index + 1]
      if (next?.at === at) return []
      return [
        {
          network,
          direction,
          unit,
          tiers: [{ price }],
          currency,
          effectiveFrom: validFrom,
          ...(next !== undefined && { effectiveTo: next.validFrom }),
          source: 'Network',
        },
      ]
    })
  })
}
