import type { Answers } from '../../domain/answers.ts'

/** An answer to every question, as documentation and forms show it. */
export const exampleAnswers: Required<Answers> = {
  networkPolicy: 'egress',
  encryption: 'prefer',
  traffic: 'real-time',
  latency: { p95Ms: 2, strictness: 'goal' },
  bandwidth: { sustainedMbps: 5, peakMbps: 50, strictness: 'goal' },
  families: ['IPv4'],
  address: 'any',
  link: { multicast: false, layer2: false, minMtu: 1400 },
  nodeOs: 'linux',
  tenancy: 'shared',
  hardware: [],
  cost: { monthlyBudget: { amount: '3.50', currency: 'EUR' }, overSpeed: 3 },
  restarts: 'surge',
  scale: { pods: 10, startsPerHour: 60 },
}
