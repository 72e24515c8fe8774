import type { Answers, QuestionKey } from '../../domain/answers.ts'
import type { PresetName } from '../../domain/preset-name.ts'
import type { Switching } from '../../domain/profile.ts'
import { groupKpis } from '../weights/group-kpis.ts'
import type { Effect } from './effect.ts'

const bitsPerMegabit = 1e6

/** What each answer means. Answers that ask for nothing have no effect. */
export const effects: {
  readonly [Key in QuestionKey]: (answer: NonNullable<Answers[Key]>) => Effect
} = {
  networkPolicy: (answer) => needs(policyWords[answer]),
  encryption: (answer) => {
    if (answer === 'none') return {}
    return answer === 'prefer' ? { preferences: { encrypted: 1 } } : needs([answer])
  },
  traffic: (answer) => ({ preset: trafficPresets[answer] }),
  latency: ({ p95Ms, strictness = 'goal' }) => ({ limits: { maxLatencyMs: p95Ms }, strictness }),
  bandwidth: ({ sustainedMbps, peakMbps, strictness = 'goal' }) => ({
    ...(sustainedMbps !== undefined && { demandBitsPerSecond: sustainedMbps * bitsPerMegabit }),
    ...(peakMbps !== undefined && {
      limits: { minHeadroomBitsPerSecond: peakMbps * bitsPerMegabit },
      strictness,
    }),
  }),
  families: (answer) => ({ constraints: { families: answer } }),
  address: (answer) => {
    if (answer === 'any') return {}
    return answer === 'sticky' ? { preferences: { 'static-address': 0.5 } } : needs(['static-address'])
  },
  link: ({ multicast = false, layer2 = false, minMtu }) => ({
    constraints: {
      ...needs([...(multicast ? ['multicast'] : []), ...(layer2 ? ['layer2'] : [])]).constraints,
      ...(minMtu !== undefined && { minMtu }),
    },
  }),
  nodeOs: (answer) => (answer === 'linux' ? {} : needs(['windows'])),
  tenancy: (answer) => (answer === 'shared' ? {} : { constraints: { tenancy: answer } }),
  hardware: (answer) => needs(answer),
  cost: ({ monthlyBudget, overSpeed }) => ({
    ...(monthlyBudget !== undefined && { constraints: { monthlyBudget } }),
    ...(overSpeed !== undefined && {
      share: { of: groupKpis.price, is: overSpeed * pricePerStep, atLeast: false },
    }),
  }),
  restarts: (answer) => ({ switching: switchings[answer] }),
  scale: ({ pods = 0, startsPerHour = 0 }) => ({
    ...(pods > 0 && { constraints: { minFreeAddresses: Math.ceil(spareAddresses * pods) } }),
    ...addressShare(startsPerHour),
  }),
}

/** Finer policies need the coarser ones, too. */
const policyWords: Readonly<Record<NonNullable<Answers['networkPolicy']>, readonly string[]>> = {
  none: [],
  ingress: ['network-policy'],
  egress: ['network-policy', 'network-policy-egress'],
  l7: ['network-policy', 'network-policy-egress', 'network-policy-l7'],
}

/** Streams want room first of all; of telephony every delay is heard. */
const trafficPresets: Readonly<Record<NonNullable<Answers['traffic']>, PresetName>> = {
  web: 'web',
  bulk: 'bulk',
  streaming: 'bulk',
  'real-time': 'real-time',
  telco: 'real-time',
}

/** At 10 price counts as much as all the rest. */
const pricePerStep = 0.05

/**
 * What has to stay free beyond the pods that run already: so 1.3 addresses for each of them, and room for their
 * successors while both are there.
 */
const spareAddresses = 0.3

/** From so many starts in an hour on addresses weigh so much: each start takes one, and gives it back late. */
const churnSteps: readonly (readonly [startsPerHour: number, share: number])[] = [
  [600, 0.25],
  [60, 0.15],
]

function addressShare(startsPerHour: number): Effect {
  const is = churnSteps.find(([from]) => startsPerHour >= from)?.[1]
  return is === undefined ? {} : { share: { of: groupKpis.addresses, is, atLeast: true } }
}

const switchings: Readonly<Record<NonNullable<Answers['restarts']>, Switching>> = {
  none: { enabled: false },
  surge: { enabled: true, minGain: 0.1, cooldownSeconds: 1_800 },
  any: { enabled: true, minGain: 0.1, cooldownSeconds: 600 },
}

const needs = (capabilities: readonly string[]): Effect =>
  capabilities.length === 0 ? {} : { constraints: { capabilities: [...capabilities] } }
