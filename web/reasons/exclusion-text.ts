import type { Exclusion, ExclusionParameters, SlaMiss } from '../../domain/exclusion.ts'
import type { ReasonWords } from '../catalogue/reasons.en.ts'
import { toldDigits, toldReading } from './told-reading.ts'

/** What has to be known so that an exclusion can be told by its code. */
const needed = {
  'plugin-missing': ['names'],
  'not-ready': ['why'],
  'cooling-down': ['why', 'seconds'],
  'addresses-exhausted': ['has', 'of'],
  'attachments-exhausted': ['of'],
  tenancy: ['tenancy'],
  'not-allowed': ['names'],
  denied: [],
  'capability-missing': ['names'],
  'addresses-too-few': ['has', 'needs'],
  'family-missing': ['names'],
  'mtu-too-small': ['has', 'needs'],
  'device-missing': ['names'],
  'over-budget': ['has', 'needs', 'currency'],
  'kpi-unknown': ['kpis'],
  'sla-missed': ['misses'],
} satisfies Readonly<Record<Exclusion['code'], Members>>

type Members = readonly (keyof ExclusionParameters)[]

/** A newer server may say a code that is not among them. */
const neededBy: Readonly<Record<string, Members>> = needed

/**
 * Why a network was left out, in the words given, with `{why}` where the plugin's own words go; undefined for a code that
 * nobody here knows, and where the server does not say what it takes: then its own sentence is shown.
 */
export function exclusionText({ code, parameters = {} }: Exclusion, words: ReasonWords): string | undefined {
  const isTold = neededBy[code]?.every((member) => parameters[member] !== undefined) ?? false
  if (!isTold) return undefined
  const { names, kpis = [], misses = [], currency = '', ...others } = parameters
  return words.exclusion[code]({
    ...others,
    names: (names ?? []).join(words.list),
    isForAll: names === undefined,
    kpis: kpis.map((kpi) => words.kpi[kpi]).join(words.list),
    misses: missesText(misses, words),
    money: (amount) => words.money(toldDigits(amount), currency),
  })
}

/** In what an SLA is missed. */
export function missesText(misses: readonly SlaMiss[], words: ReasonWords): string {
  return misses
    .map(({ kpi, reading, limit, bound }) =>
      words.miss[bound](
        words.read(words.kpi[kpi], toldReading(words, kpi, reading)),
        toldReading(words, kpi, limit),
      ),
    )
    .join(words.list)
}
