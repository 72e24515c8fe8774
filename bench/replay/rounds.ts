import { unmeasured, type AttachmentSample, type NetworkSample } from '../../domain/network-sample.ts'
import { wilsonInterval } from '../../estimators/wilson.ts'
import type { Link } from './link.ts'
import { LinkHistory } from './link-history.ts'
import type { PlacedPod } from './placed-pod.ts'
import { normal, randomOf, type Random } from './random.ts'
import type { Scenario } from './scenario.ts'
import { addressesOfEach, responsePerLatency } from './true-verdict.ts'

/** A round as the collector gives it to whoever decides. */
export interface Round {
  readonly networks: readonly NetworkSample[]
  readonly attachments: readonly AttachmentSample[]
}

/** Between which seconds counters were read, and when the round is. */
interface Times {
  readonly second: number
  readonly from: number
  readonly to: number
}

/** When the simulation starts, Unix ms. */
export const epochMs = 1_700_000_000_000

/** Probes of a minute: ten peers, five each, every ten seconds. */
const probesOfMinute = 300
/** Two rounds of probes differ by about this share although nothing has changed. */
const probeNoise = 0.05
const minute = 60

/** A collector that sees counters and probes as they were some seconds ago, as kubelets and cAdvisor answer. */
export class Rounds {
  readonly #scenario: Scenario
  readonly #histories: readonly LinkHistory[]
  readonly #random: Random

  constructor(scenario: Scenario, links: readonly Link[], seed: number) {
    this.#scenario = scenario
    this.#histories = links.map((link) => new LinkHistory(link, scenario.seconds))
    this.#random = randomOf(seed, 'probes')
  }

  /** A second goes by. */
  note(second: number): void {
    for (const history of this.#histories) history.note(second)
  }

  /** The round at the start of that second; null while there are no two readings yet. */
  at(second: number, pods: Iterable<PlacedPod>): Round | null {
    const { pollSeconds, lagSeconds } = this.#scenario
    const to = second - 1 - lagSeconds
    const times = { second, from: to - pollSeconds, to }
    if (times.from < 0) return null
    return {
      networks: this.#histories.map((history) => this.#sample(history, times)),
      attachments: [...pods].flatMap((pod) => attachmentOf(pod, times)),
    }
  }

  #sample(history: LinkHistory, { second, from, to }: Times): NetworkSample {
    const { name, capacity, pods } = history.link
    const rate = history.rate(from, to)
    const latency = history.latencyP95Ms(to - minute, to) * Math.exp(probeNoise * normal(this.#random))
    const lost = history.lossRatio(Math.max(0, to - minute), to)
    const countersAt = epochMs + (to + 1) * 1_000
    return {
      ...unmeasured,
      network: name,
      at: epochMs + second * 1_000,
      source: `kubelet-summary:${name}`,
      trafficAt: countersAt,
      ingressBitsPerSecond: rate,
      egressBitsPerSecond: rate / 2,
      dropRatio: history.lossRatio(from, to),
      capacityBitsPerSecond: capacity,
      capacitySource: 'operator',
      headroomBitsPerSecond: Math.max(0, capacity - history.rateP95(to - minute, to, to - from)),
      addressesUsed: pods,
      addressesTotal: addressesOfEach,
      addressSource: 'host-local',
      addressScope: 'node',
      addressesAt: epochMs + second * 1_000,
      subnets: 1,
      latencyP50Ms: latency,
      latencyP95Ms: latency,
      lossRatio: wilsonInterval(Math.round(lost * probesOfMinute), probesOfMinute).high,
      responseTimeMs: responsePerLatency * latency,
      probeSource: 'probe:10 peers',
      probedAt: countersAt,
      attachments: pods,
    }
  }
}

/** What the counters of one pod show, if it was there at both readings. */
function attachmentOf({ arrival, link, owner }: PlacedPod, { second, from }: Times): AttachmentSample[] {
  if (arrival.at > from) return []
  const bitsPerSecond = arrival.bitsPerSecond * (1 - link.lossAt(link.use()))
  return [
    {
      containerId: String(arrival.number),
      ifname: 'eth0',
      network: link.name,
      owner,
      at: epochMs + second * 1_000,
      ingressBitsPerSecond: bitsPerSecond,
      egressBitsPerSecond: bitsPerSecond / 2,
    },
  ]
}
