import { kpis, nodeKpis, type Kpi } from '../../domain/kpi.ts'
import type { NetworkSettings } from '../../domain/network-settings.ts'
import { pricesCount } from '../../selector/prices/prices-count.ts'

/** What this node is configured to measure beyond its own files. */
export interface Capabilities {
  /** Probes of its own. */
  readonly probes: boolean
  /** What a CNI's own programs probe, which tells less. */
  readonly foreignProbes: boolean
  /** The metrics of applications. */
  readonly applications: boolean
}

const ofProbes: ReadonlySet<Kpi> = new Set(['latency', 'jitter', 'loss', 'responseTime'])
const ofForeignProbes: ReadonlySet<Kpi> = new Set(['latency', 'loss'])

/**
 * The KPIs that count on this node: only its configuration enters, never what was measured, so that no network's reading
 * changes what others are judged by.
 */
export function measuredKpis(
  { probes, foreignProbes, applications }: Capabilities,
  settings: readonly NetworkSettings[],
  nowMs: number,
  bookCurrency: string | null = null,
): ReadonlySet<Kpi> {
  const counts = (kpi: Kpi) =>
    nodeKpis.has(kpi) ||
    (probes && ofProbes.has(kpi)) ||
    (foreignProbes && ofForeignProbes.has(kpi)) ||
    (applications && kpi === 'applicationResponse') ||
    (kpi === 'price' && pricesCount(settings, nowMs, bookCurrency))
  return new Set(kpis.filter(counts))
}
