import { ManualClock } from '../../service-kit/clock.ts'
import { defaultProfile } from '../../domain/profile.ts'
import { kpis } from '../../domain/kpi.ts'
import { unmeasured, type NetworkSample } from '../../domain/network-sample.ts'
import { Selector, type SelectorOptions } from '../../selector/selector.ts'
import { decide } from '../../selector/pipeline/decide.ts'
import { inputsOf } from '../../selector/pipeline/replay/inputs-of.ts'
import { percentilesOf, type Percentiles } from '../summary.ts'

/** Milliseconds of one decision among so many networks, every KPI of them measured. */
export interface InProcess {
  readonly candidates: number
  readonly kpis: number
  /** The pipeline alone, from inputs to a verdict. */
  readonly pipelineMs: Percentiles
  /** From a pod's request to its decision, readings and reservations included; nothing is stored. */
  readonly selectMs: Percentiles
}

const rounds = 60
const roundMs = 10_000
const warmUp = 500

/** Times decisions in this process, one after the other. */
export async function timeInProcess(candidates: number, decisions: number): Promise<InProcess> {
  const clock = new ManualClock()
  const selector = new Selector(optionsOf(candidates, clock))
  for (let round = 0; round < rounds; round += 1) {
    clock.advance(roundMs)
    selector.observe(
      Array.from({ length: candidates }, (_, index) => sampleOf(index, round, clock.nowMs())),
      [],
    )
  }
  const ask = (number: number) =>
    selector.select({
      pod: { namespace: 'default', name: 'pod', uid: String(number) },
      ifname: 'eth0',
      dryRun: true,
    })
  const inputs = inputsOf(await ask(0))
  const pipelineMs: number[] = []
  const selectMs: number[] = []
  for (let number = -warmUp; number < decisions; number += 1) {
    const begun = performance.now()
    decide(inputs)
    const decided = performance.now()
    await ask(number)
    if (number < 0) continue
    pipelineMs.push(decided - begun)
    selectMs.push(performance.now() - decided)
  }
  return {
    candidates,
    kpis: inputs.measures.length,
    pipelineMs: percentilesOf(pipelineMs, 3),
    selectMs: percentilesOf(selectMs, 3),
  }
}

function optionsOf(candidates: number, clock: ManualClock): SelectorOptions {
  const networks = Array.from({ length: candidates }, (_, index) => ({
    name: nameOf(index),
    plugins: [],
    missingPlugin: null,
  }))
  return {
    node: 'genie-bench',
    networks: () => networks,
    settings: () => ({}),
    measures: () => new Set(kpis),
    // All of them weigh: nothing is left out.
    profile: () => ({
      ...defaultProfile,
      weights: { ...defaultProfile.weights, headroom: 1, jitter: 1, subnets: 1, price: 1, fit: 1 },
      preferences: { multicast: 1 },
    }),
    decisions: {
      insert: () => Promise.resolve(),
      find: () => Promise.resolve(null),
      findForPod: () => Promise.resolve(null),
      standing: () => Promise.resolve([]),
      page: () => Promise.resolve({ decisions: [], next: null }),
      settle: () => Promise.resolve(true),
    },
    forecasts: { of: () => null },
    clock,
    newId: () => 'genie-bench',
    onStoreFault: () => undefined,
    onDecision: () => undefined,
  }
}

const nameOf = (index: number) => `genie-net-${String(index)}`

/** A sample with a figure of everything, another one for each network and round. */
function sampleOf(index: number, round: number, at: number): NetworkSample {
  const between = (least: number, most: number) =>
    least + ((most - least) * ((index * 37 + round * 11) % 97)) / 97
  return {
    ...unmeasured,
    network: nameOf(index),
    at,
    source: `sysfs:uplink${String(index)}`,
    trafficAt: at,
    ingressBitsPerSecond: between(1e8, 6e9),
    egressBitsPerSecond: between(1e8, 3e9),
    dropRatio: between(0, 1e-4),
    capacityBitsPerSecond: 1e10,
    capacitySource: 'link',
    headroomBitsPerSecond: between(1e9, 9e9),
    addressesUsed: Math.round(between(10, 200)),
    addressesTotal: 253,
    addressSource: 'host-local',
    addressScope: 'node',
    addressesAt: at,
    subnets: 1,
    latencyP50Ms: between(0.1, 1),
    latencyP95Ms: between(0.2, 2),
    jitterMs: between(0, 1),
    lossRatio: 0.004,
    responseTimeMs: between(0.5, 5),
    probeSource: 'probe:10 peers',
    probedAt: at,
    applicationRatio: between(0.8, 1.5),
    applicationSource: 'istio:1200 requests',
    applicationAt: at,
    pricePerGigabyte: between(0.01, 0.1),
    priceCurrency: 'EUR',
    attachments: Math.round(between(0, 80)),
  }
}
