import { Type, type Static } from 'typebox'

/** Digits, and a few behind a point. */
export const decimalPattern = '^\\d{1,12}(\\.\\d{1,12})?$'
/** Three capitals, as ISO 4217 has them. */
export const currencyPattern = '^[A-Z]{3}$'
/** Hours and minutes as clocks show them. */
export const timeOfDayPattern = '^([01]\\d|2[0-3]):[0-5]\\d$'

/** A decimal number as text, so that no cent is rounded. */
export const DecimalText = Type.String({ pattern: decimalPattern })
export type DecimalText = Static<typeof DecimalText>

/** The money of a price. */
export const Currency = Type.String({ pattern: currencyPattern })

/** Where traffic goes, as cloud providers tell prices apart. */
export const Destination = Type.Union([
  Type.Literal('any'),
  Type.Literal('sameNode'),
  Type.Literal('sameZone'),
  Type.Literal('crossZone'),
  Type.Literal('crossRegion'),
  Type.Literal('internet'),
])
export type Destination = Static<typeof Destination>

/** What is counted: 10^9 bytes, 2^30 bytes, an attachment's hour, an address' hour, or a month whatever is used. */
export const PriceUnit = Type.Union([
  Type.Literal('GB'),
  Type.Literal('GiB'),
  Type.Literal('interfaceHour'),
  Type.Literal('addressHour'),
  Type.Literal('month'),
])
export type PriceUnit = Static<typeof PriceUnit>

/** Hours of the week in a time zone; a `to` that is not after `from` is of the next day. */
export const PriceSchedule = Type.Object(
  {
    /** As in the IANA database, such as `Europe/Berlin`. */
    timeZone: Type.String({ minLength: 1, maxLength: 64 }),
    /** 1 is Monday, 7 is Sunday; every day if left out. */
    days: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7 })),
    from: Type.String({ pattern: timeOfDayPattern }),
    to: Type.String({ pattern: timeOfDayPattern }),
  },
  { additionalProperties: false },
)
export type PriceSchedule = Static<typeof PriceSchedule>

/** What one kind of use of a network costs, and when. */
export const PriceRate = Type.Object(
  {
    /** The network by the name of its conf; or `networkClass`: the type of its plugin, or its uplink group. */
    network: Type.Optional(Type.String({ minLength: 1, maxLength: 253 })),
    networkClass: Type.Optional(Type.String({ minLength: 1, maxLength: 253 })),
    direction: Type.Union([Type.Literal('egress'), Type.Literal('ingress'), Type.Literal('both')], {
      default: 'egress',
    }),
    destination: Type.Optional(Destination),
    unit: PriceUnit,
    /** By rising `upTo`, in units a month; the last has none. A flat price is one tier. */
    tiers: Type.Array(
      Type.Object(
        { upTo: Type.Optional(Type.Number({ exclusiveMinimum: 0 })), price: DecimalText },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 32 },
    ),
    currency: Currency,
    effectiveFrom: Type.String({ format: 'date-time' }),
    effectiveTo: Type.Optional(Type.String({ format: 'date-time' })),
    schedule: Type.Optional(PriceSchedule),
    /** Where the figure is from: a contract, a page, an importer. */
    source: Type.Optional(Type.String({ maxLength: 256 })),
  },
  { additionalProperties: false },
)
export type PriceRate = Static<typeof PriceRate>

/** One version of what networks cost. Versions are added, never changed; a decision names the one it was made by. */
export const PriceBook = Type.Object(
  {
    /** 0 is the empty book that everybody begins with. */
    version: Type.Integer({ minimum: 0 }),
    rates: Type.Array(PriceRate, { maxItems: 4_096 }),
  },
  { additionalProperties: false },
)
export type PriceBook = Static<typeof PriceBook>

/** Where nobody has named a price. */
export const noPrices: PriceBook = { version: 0, rates: [] }
