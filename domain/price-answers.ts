import { Type, type Static } from 'typebox'
import { ExpectedCost, ExpectedUse } from './expected-cost.ts'
import { Nullable } from './nullable.ts'
import { Destination, PriceBook, PriceRate } from './price-book.ts'

/** A book, and which other ones there are. */
export const PriceVersions = Type.Object({
  book: PriceBook,
  /** Newest first. */
  versions: Type.Array(Type.Object({ version: Type.Integer(), rates: Type.Integer() })),
  /** When other prices of the book shown will count, in Unix ms. */
  nextChangeAt: Nullable(Type.Integer()),
})
export type PriceVersions = Static<typeof PriceVersions>

/** What becomes of one rate: `before` is left out of what is new, `after` of what goes. */
export const RateChange = Type.Object({
  before: Type.Optional(PriceRate),
  after: Type.Optional(PriceRate),
})
export type RateChange = Static<typeof RateChange>

/** What an import would make of the book. */
export const PricePreview = Type.Object({ book: PriceBook, changes: Type.Array(RateChange) })
export type PricePreview = Static<typeof PricePreview>

/** What counts for a network from one time until another, in Unix ms. */
export const PriceSpan = Type.Object({
  from: Type.Integer(),
  until: Type.Integer(),
  egress: Type.Partial(Type.Record(Destination, PriceRate)),
  ingress: Nullable(PriceRate),
  interfaceHour: Nullable(PriceRate),
  addressHour: Nullable(PriceRate),
  month: Nullable(PriceRate),
})
export type PriceSpan = Static<typeof PriceSpan>

/** Prices over time, by network. */
export const PriceTimeline = Type.Object({
  networks: Type.Array(Type.Object({ network: Type.String(), spans: Type.Array(PriceSpan) })),
})
export type PriceTimeline = Static<typeof PriceTimeline>

/** What all pods of an owner that run are expected to cost in a month on one network. */
export const MonthlyCost = Type.Object({
  currency: Type.String(),
  /** What one costs, by their number. */
  perMonth: Type.Number(),
  /** How far the use of one is known: that they are so many is counted. */
  confidence: Type.Number(),
})
export type MonthlyCost = Static<typeof MonthlyCost>

/** What a pod of each owner is expected to use, and to cost on every network; and all of its pods that run. */
export const ExpectedCosts = Type.Object({
  at: Type.Integer(),
  /** How many owners there are beside these: of those that were counted last, the answer has so many. */
  leftOut: Type.Integer(),
  owners: Type.Array(
    Type.Object({
      use: ExpectedUse,
      /** How many pods ran when they were counted last; null where nobody has counted them of late. */
      pods: Nullable(Type.Integer()),
      networks: Type.Array(
        Type.Object({
          network: Type.String(),
          /** Of one pod. */
          cost: Nullable(ExpectedCost),
          /** Of all of them; null where their number or the cost of one is not known. */
          monthly: Nullable(MonthlyCost),
        }),
      ),
    }),
  ),
})
export type ExpectedCosts = Static<typeof ExpectedCosts>
