import fc from 'fast-check'
import { kpiContracts, kpis, type Kpi } from '../../domain/kpi.ts'
import type { NetworkFacts } from '../../domain/network-facts.ts'
import { defaultProfile, type Constraints, type Profile, type Weights } from '../../domain/profile.ts'
import type { DecisionInputs, NetworkInputs, Reading } from '../../selector/pipeline/inputs.ts'
import { networkInputs } from './network-inputs.ts'

/** Inputs of decisions as they come in, and as nobody would wish them; few words, so that they meet. */
const now = 1_700_000_000_000
const ratio = fc.double({ min: 0, max: 1, noNaN: true })
const namespaces = fc.constantFrom('shop', 'bank')
const capability = fc.constantFrom('encrypted', 'multicast', 'policy')
const families = fc.subarray(['IPv4', 'IPv6'] as const, { minLength: 1 })

/** A reading of a KPI somewhere around its anchors, some of them level with each other. */
function someReading(kpi: Kpi): fc.Arbitrary<Reading> {
  const { good, bad } = kpiContracts[kpi]
  const place = fc.oneof(fc.constantFrom(0, 0.25, 0.5, 1), fc.double({ min: 0, max: 1.5, noNaN: true }))
  return fc.record({
    value: place.map((share) => Math.max(0, good + (bad - good) * share)),
    ageMs: fc.integer({ min: 0, max: 90_000 }),
    source: fc.constant('test'),
    trust: ratio,
  })
}

function byKpi<T>(of: (kpi: Kpi) => fc.Arbitrary<T>) {
  return Object.fromEntries(kpis.map((kpi) => [kpi, of(kpi)])) as Record<Kpi, fc.Arbitrary<T>>
}

/** Readings of some KPIs. */
export const someReadings: fc.Arbitrary<NetworkInputs['readings']> = fc.record(byKpi(someReading), {
  requiredKeys: [],
})

const someFacts: fc.Arbitrary<Partial<NetworkFacts>> = fc.record(
  {
    missingPlugin: fc.option(fc.constant('gone'), { freq: 9 }).map((plugin) => plugin ?? null),
    addressesUsed: fc.integer({ min: 0, max: 254 }),
    addressesTotal: fc.constantFrom(254, 300, null),
    attachments: fc.integer({ min: 0, max: 100 }),
    maxAttachments: fc.constantFrom(90, 110),
    capabilities: fc.uniqueArray(capability),
    families,
    mtu: fc.constantFrom(1_450, 1_500, 9_000),
    namespaces: fc.uniqueArray(namespaces),
    device: fc.constantFrom('intel.com/sriov', ''),
    notReady: fc.constant('no daemon'),
    coolingDown: fc.record({
      untilMs: fc.constantFrom(now - 1, now + 20_000),
      why: fc.constant('no addresses left'),
    }),
  },
  { requiredKeys: ['capabilities'] },
)

const someCost = fc.record({
  currency: fc.constantFrom('EUR', 'USD'),
  perMonth: ratio,
  perMonthP90: fc.double({ min: 1, max: 2, noNaN: true }),
  perGigabyte: ratio,
  confidence: ratio,
  monthToDateGigabytes: ratio,
  version: fc.constant(3),
})

/** Up to six networks; most facts are as nobody knows them, so that many may be chosen. */
export const someNetworks: fc.Arbitrary<NetworkInputs[]> = fc
  .array(
    fc.record({
      readings: someReadings,
      facts: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: someFacts }),
      uplinkGroup: fc.constantFrom('red', 'blue', null),
      reservedBitsPerSecond: fc.constant(0),
      reservedAttachments: fc.integer({ min: 0, max: 3 }),
      inPool: fc.option(fc.integer({ min: 3, max: 9 })),
      cost: fc.option(someCost),
      priors: fc.record(
        byKpi(() => ratio),
        { requiredKeys: [] },
      ),
    }),
    { minLength: 2, maxLength: 6 },
  )
  .map((list) =>
    list.map(({ readings, uplinkGroup, inPool, ...over }, index) => {
      const network = `net${index}`
      const inputs = networkInputs(network, readings, { ...over, uplinkGroup: uplinkGroup ?? network })
      return inPool === null ? inputs : { ...inputs, reservedAddresses: inPool }
    }),
  )

const someConstraints: fc.Arbitrary<Constraints> = fc.record(
  {
    deny: fc.constant(['net1']),
    capabilities: fc.uniqueArray(capability, { maxLength: 1 }),
    minFreeAddresses: fc.integer({ min: 0, max: 40 }),
    families,
    minMtu: fc.constantFrom(1_400, 1_500),
    tenancy: fc.constantFrom('shared', 'isolated', 'dedicated'),
    monthlyBudget: fc.constant({ amount: '1.5', currency: 'EUR' }),
    requiredKpis: fc.uniqueArray(fc.constantFrom(...kpis), { maxLength: 2 }),
  },
  { requiredKeys: [] },
)

/** Weights, some of them none. */
export const someWeights: fc.Arbitrary<Weights> = fc.record(byKpi(() => fc.integer({ min: 0, max: 10 })))

const someProfile: fc.Arbitrary<Profile> = fc.record(
  {
    name: fc.constant('shop/web'),
    version: fc.constant(1),
    weights: fc.oneof(fc.constant(defaultProfile.weights), someWeights),
    constraints: someConstraints,
    sla: fc.record(
      {
        mode: fc.constantFrom('strict', 'fallbackBestPath'),
        maxUtilizationRatio: ratio,
        maxLatencyMs: fc.double({ min: 0, max: 8, noNaN: true }),
        minHeadroomBitsPerSecond: fc.double({ min: 0, max: 1e10, noNaN: true }),
        critical: fc.uniqueArray(fc.constantFrom(...kpis), { maxLength: 2 }),
      },
      { requiredKeys: ['mode'] },
    ),
    preferences: fc.dictionary(capability, ratio),
  },
  { requiredKeys: ['name', 'version', 'weights'] },
)

/** All that a decision may be made from. */
export const someInputs: fc.Arbitrary<DecisionInputs> = fc.record(
  {
    namespace: namespaces,
    devices: fc.constant(['intel.com/sriov']),
    profile: someProfile,
    measures: fc.oneof(fc.constant(kpis), fc.subarray([...kpis])),
    networks: someNetworks,
    picks: fc.integer({ min: 1, max: 3 }),
    nowMs: fc.constant(now),
    seed: fc.option(fc.string({ maxLength: 4 })),
  },
  { requiredKeys: ['namespace', 'profile', 'measures', 'networks', 'picks', 'nowMs'] },
)
