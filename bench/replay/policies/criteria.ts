import type { NetworkSample } from '../../../domain/network-sample.ts'
import { defaultMaxAttachments } from '../../../domain/network-settings.ts'
import { defaultProfile } from '../../../domain/profile.ts'
import { useOf } from './by-samples.ts'

/** One criterion of the classic methods: less of it is better. */
interface Criterion {
  readonly weight: number
  readonly of: (sample: NetworkSample) => number
}

const { utilization, latency, loss, responseTime, dropRatio, addressOccupancy, occupancy } =
  defaultProfile.weights

/** The criteria that count by default, with our own weights: the methods differ, not what they are told. */
export const criteria: readonly Criterion[] = [
  { weight: utilization, of: useOf },
  { weight: latency, of: ({ latencyP95Ms }) => latencyP95Ms ?? NaN },
  { weight: loss, of: ({ lossRatio }) => lossRatio ?? NaN },
  { weight: responseTime, of: ({ responseTimeMs }) => responseTimeMs ?? NaN },
  { weight: dropRatio, of: (sample) => sample.dropRatio ?? NaN },
  {
    weight: addressOccupancy,
    of: ({ addressesUsed, addressesTotal }) => (addressesUsed ?? NaN) / (addressesTotal ?? NaN),
  },
  { weight: occupancy, of: ({ attachments }) => attachments / defaultMaxAttachments },
]
