import type { Candidate, DecisionOutcome } from '../../domain/decision.ts'
import type { Kpi } from '../../domain/kpi.ts'
import type { ShownState } from '../model/shown-state.ts'
import type { CapacitySource } from '../../domain/network-sample.ts'
import type { SourceKind } from '../../domain/source-status.ts'

type ExclusionCode = NonNullable<Candidate['excluded']>['code']

/** What a reading is counted in. */
export type ReadingUnit = 'share' | 'time' | 'rate' | 'count' | 'price'

/** Every word the page has for a value of the API; the compiler asks for the missing ones. */
export const english = {
  /** `reads` goes on after a reading with its unit. */
  /** Of the parts of score bars. */
  legend: 'Parts of a score',
  assumed: 'Assumed, not measured',
  kpi: {
    utilization: { name: 'Congestion', unit: 'share', reads: 'of the capacity in use or promised' },
    headroom: { name: 'Headroom', unit: 'rate', reads: 'left in the busier direction' },
    latency: { name: 'Latency', unit: 'time', reads: 'to another node and back, p95' },
    jitter: { name: 'Jitter', unit: 'time', reads: 'from one probe to the next' },
    loss: { name: 'Loss', unit: 'share', reads: 'of the probes lost, at most' },
    responseTime: { name: 'Response', unit: 'time', reads: 'for an HTTP answer, p95' },
    applicationResponse: { name: 'Applications', unit: 'share', reads: 'of their median on all networks' },
    dropRatio: { name: 'Drops', unit: 'share', reads: 'of the packets dropped' },
    addressOccupancy: { name: 'Addresses', unit: 'share', reads: 'of the addresses taken' },
    occupancy: { name: 'Occupancy', unit: 'share', reads: 'of the places for pods taken' },
    subnets: { name: 'Subnets', unit: 'count', reads: 'subnets on this node' },
    price: { name: 'Price', unit: 'price', reads: 'that pods send' },
    fit: { name: 'Fit', unit: 'share', reads: 'of what the profile would like' },
  } satisfies Record<Kpi, { name: string; unit: ReadingUnit; reads: string }>,
  state: {
    healthy: { name: 'Healthy', means: 'Measured a moment ago and within its limits' },
    congested: { name: 'Congested', means: 'Close to what its link can carry' },
    exhausted: { name: 'Exhausted', means: 'No address or no place for a pod is left' },
    closed: { name: 'Closed', means: 'It takes no pods for the reason given' },
    coolingDown: { name: 'Cooling down', means: 'It has just refused a pod, and is left alone for a while' },
    stale: { name: 'Stale', means: 'Nobody has measured it for a while' },
    unmeasured: { name: 'Unmeasured', means: 'Nobody has measured it yet' },
  } satisfies Record<ShownState, { name: string; means: string }>,
  outcome: {
    planned: { name: 'Planned', means: 'Chosen; the plugin has not reported back yet' },
    attached: { name: 'Attached', means: 'The pod has joined the network' },
    detached: { name: 'Left', means: 'The pod has left the network' },
    failed: { name: 'Failed', means: 'The plugin could not attach the pod' },
    observed: {
      name: 'Observed',
      means: 'What would have been picked: the pod got what the node gave before',
    },
  } satisfies Record<DecisionOutcome, { name: string; means: string }>,
  exclusion: {
    'plugin-missing': 'Plugin not installed',
    'addresses-exhausted': 'No address left',
    'attachments-exhausted': 'No place for a pod left',
    'not-allowed': 'Not allowed by the profile',
    denied: 'Denied by the profile',
    'capability-missing': 'Lacks what the profile needs',
    'addresses-too-few': 'Too few addresses for the profile',
    'sla-missed': 'Misses the SLA',
    tenancy: 'Not for pods of this namespace',
    'family-missing': 'Lacks a family of addresses',
    'mtu-too-small': 'MTU too small for the profile',
    'device-missing': 'Needs a device that the pod lacks',
    'over-budget': 'Beyond the budget',
    'kpi-unknown': 'Too little is known of it',
    'not-ready': 'Plugin not ready',
    'cooling-down': 'Has just failed',
  } satisfies Record<ExclusionCode, string>,
  capacitySource: {
    operator: 'as the operator says',
    link: 'as the link says',
    learned: 'learned from traffic',
  } satisfies Record<CapacitySource, string>,
  sourceKind: {
    traffic: { name: 'Traffic', tells: 'Traffic' },
    addresses: { name: 'Addresses', tells: 'Addresses' },
    probes: { name: 'Probes', tells: 'Latency, loss and response time' },
    application: { name: 'Applications', tells: 'Response time of applications' },
  } satisfies Record<SourceKind, { name: string; tells: string }>,
}

/** What every language has to say. */
export type Terms = typeof english
