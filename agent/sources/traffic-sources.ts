import { openHttpSource } from '../../collector/http/axios-source.ts'
import type { MeasuredNetwork } from '../../collector/measured-network.ts'
import type { FigureSource } from '../../collector/sources/figure-source.ts'
import { Cadvisor } from '../../collector/traffic/cadvisor/cadvisor.ts'
import type { TrafficPath } from '../../collector/traffic/choose-path.ts'
import { KubeletCadvisor } from '../../collector/traffic/kubelet-cadvisor/kubelet-cadvisor.ts'
import { KubeletSummary } from '../../collector/traffic/kubelet-summary/kubelet-summary.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { AgentConfig } from '../config.ts'
import { kubeletRef } from './kubelet-ref.ts'

/** Sources of traffic, and the names of those that are asked, best first. */
export interface TrafficSources {
  readonly sources: readonly FigureSource[]
  readonly order: readonly string[]
}

/** Whom `auto` asks, where it is: a figure that the first does not know comes from the next. */
const usualOrder = ['kubelet-summary', 'sysfs', 'cadvisor', 'prometheus', 'kubelet-cadvisor']

/**
 * Who counts traffic by GENIE_TRAFFIC; `sysfs` is the collector's own, others are handed in. Whether one that is asked
 * works here shows with its first read and after each pause.
 * @throws {Error} if it names one that nobody has said the place of
 */
export function trafficSources(
  config: AgentConfig,
  clock: Clock,
  others: readonly FigureSource[],
): TrafficSources {
  const isAuto = config.GENIE_TRAFFIC === 'auto'
  const order = isAuto ? usualOrder : config.GENIE_TRAFFIC.split(',')
  const kubelet = kubeletRef(config)
  const open: Record<string, () => FigureSource | null> = {
    'kubelet-summary': () => kubelet && new KubeletSummary(openHttpSource(kubelet), clock),
    'kubelet-cadvisor': () =>
      kubelet && new KubeletCadvisor(openHttpSource(kubelet), clock, isAuto ? isUnseen : undefined),
    cadvisor: () => {
      const url = config.GENIE_CADVISOR
      return url === undefined ? null : new Cadvisor(openHttpSource({ url: withScheme(url) }), clock)
    },
  }
  const sources = order.flatMap((name) => {
    if (name === 'sysfs') return []
    const source = open[name]?.() ?? others.find((other) => other.name === name) ?? null
    if (source === null && !isAuto)
      throw new Error(`Cannot measure traffic by ${name} as nobody says where it is: set ${settingOf[name]}`)
    return source === null ? [] : [source]
  })
  return { sources, order }
}

const settingOf: Readonly<Record<string, string>> = {
  'kubelet-summary': 'GENIE_KUBELET',
  'kubelet-cadvisor': 'GENIE_KUBELET',
  cadvisor: 'GENIE_CADVISOR',
  prometheus: 'GENIE_PROMETHEUS and GENIE_PROMETHEUS_NODE',
}

/** The longest page of all is asked for only where no other sees a network's drops: its pods have no end on the host. */
function isUnseen({ attachments }: MeasuredNetwork, path: TrafficPath | null): boolean {
  return attachments.length > 0 && (path === null || path.devices.length === 0)
}

/** CNI-Genie took an address without one, too. */
function withScheme(address: string): string {
  return address.includes('://') ? address : `http://${address}`
}
