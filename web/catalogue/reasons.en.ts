import type { Exclusion, ExclusionParameters } from '../../domain/exclusion.ts'
import type { FaultRule } from '../../domain/fault-rule.ts'
import type { Kpi } from '../../domain/kpi.ts'

/** What an exclusion is told from: its parameters, and its KPIs, limits and amounts as text. */
export interface ToldParameters extends Omit<ExclusionParameters, 'kpis' | 'misses' | 'names'> {
  /** As a list; empty if there are none. */
  readonly names: string
  readonly isForAll: boolean
  readonly kpis: string
  readonly misses: string
  readonly money: (amount: number) => string
}

/** What is said of two networks held against each other. */
export interface ToldContrast {
  readonly winner: string
  readonly runnerUp: string
}

/**
 * The words of the server's sentences. English says exactly what the server says, which a test holds; `{why}` is where
 * words go that nobody translates.
 */
export const english = {
  list: ', ',
  between: '; ',

  /** KPIs within a sentence. */
  kpi: {
    utilization: 'congestion',
    headroom: 'headroom',
    latency: 'latency',
    jitter: 'jitter',
    loss: 'loss',
    responseTime: 'response',
    applicationResponse: 'applications',
    dropRatio: 'drops',
    addressOccupancy: 'addresses',
    occupancy: 'occupancy',
    subnets: 'subnets',
    price: 'price',
    fit: 'fit',
  } satisfies Record<Kpi, string>,
  unmeasured: 'unmeasured',
  perGigabyte: (digits: string) => `${digits} per GB`,

  none: 'there is none',
  alone: (network: string) => `${network}: the only network that can take the pod`,
  aloneMisses: (misses: string) => `, and it misses the SLA (${misses})`,
  /** `signed` has a sign and two digits behind the point, such as `+0.30`. */
  difference: (kpi: string, signed: string, readings: string) =>
    `${kpi} ${signed.replace('0.', '.')} (${readings})`,
  versus: (one: string, other: string) => `${one} vs ${other}`,
  against: ({ winner, runnerUp }: ToldContrast, differences: string) =>
    `${winner}: ${differences} against ${runnerUp}`,
  nearly: ', which is almost as good',
  hardly: ({ winner, runnerUp }: ToldContrast, kpi: string, readings: string) =>
    `${winner}: hardly better than ${runnerUp}, most by ${kpi} (${readings})`,
  level: ({ winner, runnerUp }: ToldContrast) => `${winner}: as good as ${runnerUp}`,
  lessUsed: ', and less of its capacity is in use',
  byName: ', and before it by name',
  noneMeets: (misses: string) => `; no network meets the SLA (${misses})`,
  otherMisses: (misses: string) => `, which misses the SLA (${misses})`,

  drawn: (networks: string) => `drawn among ${networks}, which are as good as each other`,
  money: (digits: string, currency: string) => `${digits} ${currency}`,
  costs: (money: string) => `expected to cost ${money} a month`,
  costsOther: (money: string, network: string) => `, ${money} on ${network}`,
  withIt: (network: string) => `with it ${network}, the best on another link`,
  sharesLink: (network: string) => `not ${network}: it shares its link with one that is taken`,
  tooFew: (picked: number, wanted: number) => `${picked} of ${wanted}, as no other link can take the pod`,
  not: (network: string, detail: string) => `not ${network}: ${detail}`,
  norMore: (count: number) => `nor ${count} more`,

  miss: {
    most: (read: string, limit: string) => `${read} of at most ${limit}`,
    least: (read: string, limit: string) => `${read} of at least ${limit}`,
    critical: (read: string, limit: string) =>
      `${read}, which is critical and worth nothing from ${limit} on`,
  },
  read: (kpi: string, reading: string) => `${kpi} ${reading}`,

  exclusion: {
    'plugin-missing': ({ names }) => `its plugin ${names} is not installed`,
    'not-ready': () => 'its plugin is not ready: {why}',
    'cooling-down': ({ seconds }) => `it has just failed ({why}) and is left alone for ${seconds} s`,
    'addresses-exhausted': ({ has, of }) => `free addresses: ${has} of ${of}`,
    'attachments-exhausted': ({ of }) => `places taken: all ${of} of this node`,
    tenancy: ({ tenancy, names, isForAll }) => {
      const those = isForAll ? 'all' : names || 'no namespace'
      if (tenancy === 'stranger') return `it is for pods of ${those} only`
      return tenancy === 'isolated'
        ? `the profile wants a network that is for named namespaces, and this one is for ${those}`
        : `the profile wants a network for its namespace alone, and this one is for ${those}`
    },
    'not-allowed': ({ names }) => `the profile allows ${names || 'none'} only`,
    denied: () => 'the profile denies it',
    'capability-missing': ({ names }) => `the profile needs ${names} of it`,
    'addresses-too-few': ({ has, needs }) => `free addresses: ${has}, and the profile needs ${needs}`,
    'family-missing': ({ names }) => `it gives no ${names.replaceAll(', ', ' and no ')} address`,
    'mtu-too-small': ({ has, needs }) => `its MTU is ${has}, and the profile needs ${needs}`,
    'device-missing': ({ names }) =>
      `its plugin needs a device${names === '' ? '' : ` of ${names}`}, and the pod has none`,
    'over-budget': ({ has = 0, needs = 0, money }) =>
      `nine of ten such pods cost up to ${money(has)} a month on it, and the budget is ${money(needs)}`,
    'kpi-unknown': ({ kpis }) => `the profile needs a figure of its ${kpis}`,
    'sla-missed': ({ misses }) => misses,
  } satisfies ExclusionWords as ExclusionWords,

  /** What a field may not be, by the rule of the schema. A page in English shows the server's own sentence. */
  rule: {
    minimum: ({ limit }) => `must be ${limit} or more`,
    maximum: ({ limit }) => `must be ${limit} or less`,
    exclusiveMinimum: ({ limit }) => `must be more than ${limit}`,
    exclusiveMaximum: ({ limit }) => `must be less than ${limit}`,
    minLength: ({ limit }) => `must have ${limit} characters or more`,
    maxLength: ({ limit }) => `must have ${limit} characters at most`,
    minItems: ({ limit }) => `must have ${limit} entries or more`,
    maxItems: ({ limit }) => `must have ${limit} entries at most`,
    type: ({ values }) => `must be ${values}`,
    required: ({ values }) => `must have ${values}`,
    enum: ({ values }) => `must be one of ${values}`,
    additionalProperties: () => 'is no member that is known: leave it out',
  } satisfies RuleWords as RuleWords,
}

type ExclusionWords = Readonly<Record<Exclusion['code'], (told: ToldParameters) => string>>

type RuleWords = Readonly<
  Record<FaultRule['keyword'], (told: { readonly limit: string; readonly values: string }) => string>
>

/** What every language has to say. */
export type ReasonWords = typeof english
