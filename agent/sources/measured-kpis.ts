import { kpis, nodeKpis, type Kpi } from '../../domain/kpi.ts'
import type { NetworkSettings } from '../../domain/network-settings.ts'

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
 * changes what others are judged by. Prices count if all that have one, the book and networks, have it in one currency, as
 * nothing says what one is worth in another.
 */
export function measuredKpis(
  { probes, foreignProbes, applications }: Capabilities,
  settings: readonly NetworkSettings[],
  nowMs: number,
  bookCurrency: string | null = null,
): ReadonlySet<Kpi> {
  const ofBook = bookCurrency === null ? [] : [bookCurrency]
  const currencies = new Set([...ofBook, ...settings.flatMap((each) => currenciesOf(each, nowMs))])
  const counts = (kpi: Kpi) =>
    nodeKpis.has(kpi) ||
    (probes && ofProbes.has(kpi)) ||
    (foreignProbes && ofForeignProbes.has(kpi)) ||
    (applications && kpi === 'applicationResponse') ||
    (kpi === 'price' && currencies.size === 1)
  return new Set(kpis.filter(counts))
}

/** The currencies of the newest entry whose time has come; more than one if two of them came at the same time. */
function currenciesOf({ prices = [] }: NetworkSettings, nowMs: number): string[] {
  const come = prices
    .filter(({ perGigabyteEgress }) => perGigabyteEgress !== undefined)
    .map(({ validFrom, currency }) => ({ from: Date.parse(validFrom), currency }))
    .filter(({ from }) => from <= nowMs)
  const newest = Math.max(...come.map(({ from }) => from))
  return come.filter(({ from }) => from === newest).map(({ currency }) => currency)
}
