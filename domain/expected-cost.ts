import { Type, type Static } from 'typebox'
import { Destination } from './price-book.ts'

/** What the pods of an owner use of a network in a month, by what they have used so far. */
export const ExpectedUse = Type.Object({
  /** `namespace/kind/name`, which outlives its pods. */
  owner: Type.String(),
  /** 10^9 bytes a month of one pod: what is expected, and what nine of ten pods stay below. */
  egressGigabytes: Type.Number(),
  egressGigabytesP90: Type.Number(),
  ingressGigabytes: Type.Number(),
  ingressGigabytesP90: Type.Number(),
  /** How egress is shared out among destinations, adding up to 1; all of it goes to `any` if left out. */
  destinations: Type.Optional(Type.Partial(Type.Record(Destination, Type.Number()))),
  /** What it is known from, best first. */
  basis: Type.Union([
    Type.Literal('owner'),
    Type.Literal('namespace'),
    Type.Literal('questionnaire'),
    Type.Literal('none'),
  ]),
  /** From 0 to 1; 0.3 where there is no history. */
  confidence: Type.Number(),
})
export type ExpectedUse = Static<typeof ExpectedUse>

/** What a pod is expected to cost on a network. */
export const ExpectedCost = Type.Object({
  currency: Type.String(),
  perMonth: Type.Number(),
  /** By the use that nine of ten pods stay below: budgets are held against it. */
  perMonthP90: Type.Number(),
  /** All of it per 10^9 bytes of egress, of one at least: what the KPI `price` reads. */
  perGigabyte: Type.Number(),
  confidence: Type.Number(),
  /** What pods of the account have sent over it in this month already, in 10^9 bytes: it says which tier counts. */
  monthToDateGigabytes: Type.Number(),
  /** The version of the price book. */
  version: Type.Integer(),
})
export type ExpectedCost = Static<typeof ExpectedCost>

/** An amount as sentences have it, three digits of it: `5.2 EUR`. */
export const moneyText = (amount: number, currency: string): string =>
  `${Number(amount.toPrecision(3))} ${currency}`
