import type { Decision } from '../../domain/decision.ts'
import type { ExpectedCost, ExpectedUse } from '../../domain/expected-cost.ts'
import { kpiContracts, kpis, type Kpi } from '../../domain/kpi.ts'
import { defaultProfile, type Profile, type Weights } from '../../domain/profile.ts'
import { decide } from '../../selector/pipeline/decide.ts'
import type { DecisionInputs, NetworkInputs, Reading } from '../../selector/pipeline/inputs.ts'
import { algorithm } from '../../selector/pipeline/replay/inputs-of.ts'
import { randomOf, type Random } from '../replay/random.ts'

const startMs = 1_700_000_000_000

/** Which decisions. */
export interface RandomDecisions {
  readonly count: number
  readonly seed: number
  /** How many networks each is made among; from 1 to 8 if left out. */
  readonly candidates?: number
}

/**
 * Decisions as an agent stores them, oldest first, each made by the pipeline from drawn inputs: networks that are full,
 * unmeasured, stale, too expensive or cooling down, profiles with every kind of member, one or two picks, with a draw and without.
 */
export function* randomDecisions({ count, seed, candidates }: RandomDecisions): Generator<Decision> {
  const random = randomOf(seed, 'what-if')
  for (let number = 0; number < count;) {
    const nowMs = startMs + number * 1_000
    const networks = candidates ?? 1 + below(random, 8)
    const use = useOf(random)
    const inputs = inputsOf(random, { nowMs, networks, use })
    const { candidates: ranked, picks, reason, isDegraded } = decide(inputs)
    const [chosen] = picks
    if (chosen === undefined) continue
    yield {
      id: idOf(number),
      at: nowMs,
      pod: { namespace: inputs.namespace, name: `web-${number}`, uid: `uid-${number}` },
      ifname: 'eth0',
      profile: inputs.profile,
      demandBitsPerSecond: 1_000_000,
      use,
      candidates: [...ranked],
      chosen,
      ...(inputs.picks > 1 && { picks: [...picks], wantedPicks: inputs.picks }),
      measures: [...inputs.measures],
      ...(typeof inputs.seed === 'string' && { seed: inputs.seed }),
      reason,
      ...(isDegraded && { degraded: true }),
      outcome: 'attached',
      error: null,
      algorithm,
    }
    number += 1
  }
}

/** Sorts by time, as UUIDs of version 7 do. */
const idOf = (number: number) => `01980000-0000-7000-8000-${String(number).padStart(12, '0')}`

interface Moment {
  readonly nowMs: number
  readonly networks: number
  readonly use: ExpectedUse
}

function inputsOf(random: Random, { nowMs, networks, use }: Moment): DecisionInputs {
  return {
    namespace: oneOf(random, ['shop', 'bank', 'default']),
    profile: profileOf(random),
    measures: kpis.filter(() => random() < 0.8),
    networks: Array.from({ length: networks }, (_, index) => networkOf(random, index, nowMs, use)),
    picks: random() < 0.2 ? 2 : 1,
    nowMs,
    seed: random() < 0.2 ? `uid-${below(random, 1_000)}/eth0` : null,
  }
}

function profileOf(random: Random): Profile {
  const weights = Object.fromEntries(kpis.map((kpi) => [kpi, below(random, 11)])) as Weights
  return {
    ...(random() < 0.5 ? defaultProfile : { name: 'shop/drawn', version: 3, weights }),
    ...(random() < 0.3 && {
      sla: {
        mode: random() < 0.5 ? 'strict' : 'fallbackBestPath',
        maxUtilizationRatio: random(),
        maxLatencyMs: 5 * random(),
      },
    }),
    ...(random() < 0.3 && { preferences: { multicast: random(), encryption: random() } }),
    ...(random() < 0.3 && {
      constraints: {
        minFreeAddresses: below(random, 40),
        monthlyBudget: { amount: String(below(random, 400)), currency: 'EUR' },
        deny: [`net${below(random, 8)}`],
      },
    }),
  }
}

function networkOf(random: Random, index: number, nowMs: number, use: ExpectedUse): NetworkInputs {
  const readings = Object.fromEntries(
    kpis.flatMap((kpi) => (random() < 0.85 ? [[kpi, readingOf(random, kpi)]] : [])),
  ) as Partial<Record<Kpi, Reading>>
  return {
    network: `net${index}`,
    facts: {
      missingPlugin: random() < 0.03 ? 'bridge' : null,
      addressesUsed: below(random, 240),
      addressesTotal: 253,
      attachments: below(random, 60),
      maxAttachments: 110,
      capabilities: random() < 0.5 ? ['multicast'] : [],
      mtu: 1_500,
      ...(random() < 0.05 && { coolingDown: { untilMs: nowMs + 10_000, why: 'no addresses left' } }),
    },
    readings,
    ...(random() < 0.2 && { anchors: { latency: { good: 0.2, bad: 2 + random() } } }),
    ...(random() < 0.2 && { priors: { jitter: random() } }),
    reservedBitsPerSecond: below(random, 5_000_000),
    reservedAttachments: below(random, 4),
    uplinkGroup: `link${below(random, 3)}`,
    cost: random() < 0.8 ? costOf(random, use) : null,
  }
}

function readingOf(random: Random, kpi: Kpi): Reading {
  const { good, bad, maxAgeMs } = kpiContracts[kpi]
  return {
    value: Math.min(good, bad) + 1.2 * random() * Math.abs(bad - good),
    ageMs: below(random, 1.3 * maxAgeMs),
    source: oneOf(random, ['sysfs:uplink0', 'probe', 'prometheus']),
    trust: random() < 0.8 ? 1 : random(),
  }
}

function useOf(random: Random): ExpectedUse {
  const egressGigabytes = 100 * random()
  return {
    owner: `shop/Deployment/web-${below(random, 20)}`,
    egressGigabytes,
    egressGigabytesP90: egressGigabytes * 2,
    ingressGigabytes: 0,
    ingressGigabytesP90: 0,
    basis: 'owner',
    confidence: random(),
  }
}

function costOf(
  random: Random,
  { egressGigabytes, egressGigabytesP90, confidence }: ExpectedUse,
): ExpectedCost {
  const perGigabyte = 0.15 * random()
  return {
    currency: 'EUR',
    perMonth: perGigabyte * egressGigabytes,
    perMonthP90: perGigabyte * egressGigabytesP90,
    perGigabyte,
    confidence,
    monthToDateGigabytes: 0,
    version: 1,
  }
}

const below = (random: Random, most: number) => Math.floor(random() * most)

function oneOf<T>(random: Random, list: readonly [T, ...T[]]): T {
  return list[below(random, list.length)] ?? list[0]
}
