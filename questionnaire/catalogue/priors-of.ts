import type { BenchmarkRow } from '../../domain/catalogue.ts'
import { kpiContracts, type Kpi } from '../../domain/kpi.ts'
import { catalogue } from './catalogue.ts'
import { entriesOf, type CataloguedPlugin } from './entries-of.ts'

/** How far a benchmark on other machines is believed, at most. */
export const benchmarkConfidence = 0.3

/** What a KPI of which nothing at all is known is worth; a test holds it to the pipeline's own. */
export const neutralPrior = 0.45

type Priors = Readonly<Partial<Record<Kpi, number>>>

const { bare, rows } = catalogue.benchmark
const byCni: ReadonlyMap<string, Priors> = new Map(rows.map((row) => [row.cni, priorsOfRow(row)]))
const none: Priors = {}

/**
 * What KPIs that nobody has measured are worth on a network of this type, by a benchmark: most of it is what they are worth
 * on any network.
 */
export function priorsOf(plugins: readonly CataloguedPlugin[]): Priors {
  for (const { name } of entriesOf(plugins)) {
    const priors = byCni.get(name)
    if (priors !== undefined) return priors
  }
  return none
}

/** Headroom by how much of the machine's own throughput one stream gets; loss by the KPI's own anchors. */
function priorsOfRow({ tcpGbps, udpLossPercent }: BenchmarkRow): Priors {
  const { good, bad } = kpiContracts.loss
  return {
    headroom: believed(tcpGbps / bare.tcpGbps),
    loss: believed((bad - udpLossPercent / 100) / (bad - good)),
  }
}

function believed(value: number): number {
  return benchmarkConfidence * Math.min(1, Math.max(0, value)) + (1 - benchmarkConfidence) * neutralPrior
}
