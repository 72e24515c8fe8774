import type { HttpSource } from '../http/http-source.ts'
import { metricTypes } from '../http/metric-types.ts'
import { SourceFault } from '../sources/source-fault.ts'
import type { ForeignProber } from './foreign-prober.ts'
import { ProbeCounter } from './probe-counts.ts'
import type { ProbeReader } from './probe-reader.ts'

/** The page of metrics of a prober on this node, read line by line: it may have a series for each pair of nodes. */
export function probePage(prober: ForeignProber, http: HttpSource): ProbeReader {
  return {
    counts: 'since-start',
    async read(signal) {
      const counter = new ProbeCounter(prober)
      for await (const line of http.lines('/metrics', { accept: metricTypes, signal })) counter.takeText(line)
      const counts = counter.counts()
      if (counts === null)
        throw new SourceFault(
          'missing',
          `Cannot read the probes of ${prober.name} at ${http.url} as there is no ${prober.histogram}: have it probe, or do without`,
        )
      return { counts, dropped: counter.dropped() }
    },
    close: () => http.close(),
  }
}
