import { Type, type Static } from 'typebox'
import { Currency, PriceRate } from './price-book.ts'

const Name = Type.String({ minLength: 1, maxLength: 253 })
const Moment = Type.String({ format: 'date-time' })

/** A rate as operators write it: without a direction it is one of egress. */
const GivenRate = Type.Object(
  { ...PriceRate.properties, direction: Type.Optional(PriceRate.properties.direction) },
  { additionalProperties: false },
)

/** Rates as a price book has them. */
const RateList = Type.Object(
  { rates: Type.Array(GivenRate, { maxItems: 4_096 }), add: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
)

/** A table with a line of names at its top; see docs/prices.md. */
const CsvTable = Type.Object(
  { csv: Type.String({ maxLength: 1_048_576 }), add: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
)

/** OpenCost's pricing file, and of which network it is to be taken. */
const OpenCostPricing = Type.Object(
  {
    opencost: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
    network: Type.Optional(Name),
    networkClass: Type.Optional(Name),
    currency: Currency,
    effectiveFrom: Moment,
    /** Whether what goes to the internet goes by a NAT gateway, whose price comes on top. */
    natGateway: Type.Optional(Type.Boolean()),
    add: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

/**
 * New prices, in one of three forms. They take the place of all that the book has; with `add` they come to it, and what
 * they are for and was priced before ends where they begin.
 */
export const PriceImport = Type.Union([RateList, CsvTable, OpenCostPricing])
export type PriceImport = Static<typeof PriceImport>
export type GivenRate = Static<typeof GivenRate>
export type CsvTable = Static<typeof CsvTable>
export type OpenCostPricing = Static<typeof OpenCostPricing>
