import type { AgentConfig } from '../config.ts'
import type { Capabilities } from './measured-kpis.ts'
import { isProbedByOthers, type ForeignProbeSettings, type Probeable } from './prometheus-sources.ts'

/** What the settings let this node measure of such networks, whether or not it has succeeded yet. */
export function capabilitiesOf(
  config: Pick<AgentConfig, 'GENIE_PROBES' | 'GENIE_MODE'> & ForeignProbeSettings,
  networks: readonly Probeable[],
): Capabilities {
  return {
    // A probe is an attachment, and where pods are only observed nothing is attached.
    probes: config.GENIE_PROBES === 'on' && config.GENIE_MODE !== 'observe',
    foreignProbes: isProbedByOthers(config, networks),
    applications: config.GENIE_PROMETHEUS !== undefined,
  }
}
