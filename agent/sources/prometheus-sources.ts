import { ApplicationSource } from '../../collector/application/application-source.ts'
import { openHttpSource } from '../../collector/http/axios-source.ts'
import { ciliumHealth, kubeOvnPinger, type ForeignProber } from '../../collector/probes/foreign-prober.ts'
import { ForeignProbes } from '../../collector/probes/foreign-probes.ts'
import { probePage } from '../../collector/probes/probe-page.ts'
import { probeQuery } from '../../collector/probes/probe-query.ts'
import { prometheusOver, type Prometheus } from '../../collector/prometheus/prometheus.ts'
import { PrometheusTraffic } from '../../collector/prometheus/prometheus-traffic.ts'
import type { FigureSource } from '../../collector/sources/figure-source.ts'
import type { AgentConfig } from '../config.ts'

/** Traffic of this node's uplinks by PromQL; only where it is said which series are this node's. */
export function prometheusTraffic(config: AgentConfig): FigureSource[] {
  const [prometheus, node] = [openPrometheus(config), config.GENIE_PROMETHEUS_NODE]
  return prometheus === null || node === undefined ? [] : [new PrometheusTraffic(prometheus, node)]
}

/** The settings that say where probes of others are to be read. */
export type ForeignProbeSettings = Partial<
  Pick<AgentConfig, 'GENIE_PROMETHEUS' | 'GENIE_CILIUM_METRICS' | 'GENIE_KUBE_OVN_METRICS'>
>

/** A network as far as it says whose it is. */
export interface Probeable {
  readonly plugins: readonly { readonly type: string }[]
}

/** Whether a network of this node is probed by its CNI's own programs, and we are told where that is to be read. */
export function isProbedByOthers(config: ForeignProbeSettings, networks: readonly Probeable[]): boolean {
  const pages = { cilium: config.GENIE_CILIUM_METRICS, 'kube-ovn': config.GENIE_KUBE_OVN_METRICS }
  return [ciliumHealth, kubeOvnPinger].some(({ name, plugin }) => {
    const page = pages[name]
    const isRead = page !== 'none' && (page ?? config.GENIE_PROMETHEUS) !== undefined
    return isRead && networks.some(({ plugins: [first] }) => first?.type === plugin)
  })
}

/** What CNIs' own programs probe: from their pages on this node, else by PromQL. */
export function foreignProbes(config: AgentConfig): FigureSource[] {
  return [
    ...probesOf(ciliumHealth, config.GENIE_CILIUM_METRICS, config),
    ...probesOf(kubeOvnPinger, config.GENIE_KUBE_OVN_METRICS, config),
  ]
}

/** How applications fare, as a mesh counts it and Prometheus keeps it. */
export function applicationSources(config: AgentConfig): FigureSource[] {
  const prometheus = openPrometheus(config)
  return prometheus === null ? [] : [new ApplicationSource(prometheus)]
}

function probesOf(prober: ForeignProber, url: string | undefined, config: AgentConfig): FigureSource[] {
  if (url !== undefined && url !== 'none')
    return [new ForeignProbes(prober, probePage(prober, openHttpSource({ url })))]
  const prometheus = url === 'none' ? null : openPrometheus(config)
  return prometheus === null
    ? []
    : [new ForeignProbes(prober, probeQuery(prober, prometheus, config.NODE_NAME))]
}

/** Each source has its own connections: it closes them, and no other is held up by its answers. */
function openPrometheus(config: AgentConfig): Prometheus | null {
  const { GENIE_PROMETHEUS: url, GENIE_PROMETHEUS_TOKEN: tokenFile, GENIE_PROMETHEUS_CA: caFile } = config
  if (url === undefined) return null
  const ref = { url, ...(tokenFile !== undefined && { tokenFile }), ...(caFile !== undefined && { caFile }) }
  return prometheusOver(openHttpSource(ref))
}
