import { quoteLabel, taggedUnion } from '../prometheus/promql.ts'
import type { Prometheus } from '../prometheus/prometheus.ts'
import { addUp } from '../sources/dropped.ts'
import { SourceFault } from '../sources/source-fault.ts'
import type { ForeignProber } from './foreign-prober.ts'
import { ProbeCounter } from './probe-counts.ts'
import { probeWindowMs, type ProbeReader } from './probe-reader.ts'

/** What a prober of this node has counted in the last minutes, as a Prometheus keeps it. */
export function probeQuery(prober: ForeignProber, prometheus: Prometheus, node: string): ProbeReader {
  const metrics = metricsOf(prober)
  const query = queryOf(prober, metrics, node)
  return {
    counts: 'window',
    async read(signal) {
      const { samples, dropped } = await prometheus.query(query, signal)
      const counter = new ProbeCounter(prober)
      for (const { labels, value } of samples) {
        const name = Object.hasOwn(metrics, labels['figure'] ?? '')
          ? metrics[labels['figure'] ?? '']
          : undefined
        const all = new Map([...Object.entries(prober.labels), ['le', labels['le'] ?? ''] as const])
        if (name !== undefined) counter.take({ name, labels: all, value })
      }
      const counts = counter.counts()
      if (counts === null)
        throw new SourceFault(
          'missing',
          `Cannot read the probes of ${prober.name} as Prometheus has no ${prober.histogram} of ${node}: have it scraped, or do without`,
        )
      return { counts, dropped: addUp(dropped, counter.dropped()) }
    },
    close: () => prometheus.close(),
  }
}

function metricsOf({ histogram, packets }: ForeignProber): Readonly<Record<string, string>> {
  return { bucket: `${histogram}_bucket`, sum: `${histogram}_sum`, ...packets }
}

function queryOf(
  { labels, nodeLabel }: ForeignProber,
  metrics: Readonly<Record<string, string>>,
  node: string,
): string {
  const matchers = Object.entries({ [nodeLabel]: node, ...labels }).map(
    ([label, value]) => `${label}=${quoteLabel(value)}`,
  )
  const window = `${probeWindowMs / 60_000}m`
  return taggedUnion(
    Object.fromEntries(
      Object.entries(metrics).map(([figure, metric]) => [
        figure,
        `sum by (le) (increase(${metric}{${matchers.join(', ')}}[${window}]))`,
      ]),
    ),
  )
}
