import { bySamples, greatest } from './by-samples.ts'

/**
 * CNI-Genie's rule (`genie/genie-cadvisor-client.go`): the fewest bytes received since the reading before, whatever the
 * link can carry.
 */
export const genieRule = bySamples((samples) =>
  greatest(samples, ({ ingressBitsPerSecond }) => -(ingressBitsPerSecond ?? 0)),
)
