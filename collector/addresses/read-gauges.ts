import { parseMetricLine } from '../../service-kit/parse-metric-line.ts'
import { metricTypes } from '../http/metric-types.ts'
import type { Dropped } from '../sources/dropped.ts'
import { SourceFault, type FaultReason } from '../sources/source-fault.ts'
import type { EndpointReader } from './endpoint-reader.ts'

/** One gauge of a page of Prometheus' text format, as a count. */
export interface Gauge {
  readonly name: string
  readonly labels: ReadonlyMap<string, string>
  readonly value: bigint
}

/** The gauges that were looked for, and what of them was none. */
export interface Gauges {
  readonly gauges: readonly Gauge[]
  readonly dropped: Dropped
}

/** More series than this are no page of an IPAM: 5 000 nodes with a few pools have fewer. */
const mostSeries = 40_000

/**
 * Reads the gauges of these names off a page; of each the greatest value that it may have is told. What is no count of
 * addresses is left out and counted.
 * @throws {SourceFault} `malformed` if the page has none of them, `too-many` if their labels explode
 */
export async function readGauges(
  place: string,
  lines: AsyncIterable<string>,
  wanted: ReadonlyMap<string, bigint>,
): Promise<Gauges> {
  const gauges: Gauge[] = []
  const dropped: Partial<Record<FaultReason, number>> = {}
  const drop = (reason: FaultReason) => void (dropped[reason] = (dropped[reason] ?? 0) + 1)
  let seen = 0
  for await (const line of lines) {
    const most = wanted.get(/^[\w:]+/.exec(line)?.[0] ?? '')
    if (most === undefined) continue
    seen += 1
    if (seen > mostSeries) throw tooMany(place)
    const parsed = parseMetricLine(line)
    if (parsed === null) drop('malformed')
    else if (!(parsed.value >= 0 && parsed.value <= Number(most))) drop('out-of-range')
    else gauges.push({ ...parsed, value: BigInt(Math.trunc(parsed.value)) })
  }
  if (seen === 0) throw foundNone(place, wanted)
  return { gauges, dropped }
}

/** Asks for a server's metrics, and reads these gauges off them. */
export function askGauges(wanted: ReadonlyMap<string, bigint>): EndpointReader<readonly Gauge[]>['ask'] {
  return async (server, signal) => {
    const lines = server.lines('/metrics', { accept: metricTypes, signal })
    const { gauges, dropped } = await readGauges(server.url, lines, wanted)
    return { told: gauges, dropped }
  }
}

/** The sum of the gauges of a name that pass; null without any. */
export function sumOf(
  gauges: readonly Gauge[],
  name: string,
  passes: (labels: ReadonlyMap<string, string>) => boolean = () => true,
): bigint | null {
  const own = gauges.filter((gauge) => gauge.name === name && passes(gauge.labels))
  return own.length === 0 ? null : own.reduce((sum, { value }) => sum + value, 0n)
}

function tooMany(place: string): SourceFault {
  return new SourceFault(
    'too-many',
    `Cannot count addresses by ${place} as it has more than ${mostSeries} series: ask a server that sums them up`,
  )
}

function foundNone(place: string, wanted: ReadonlyMap<string, bigint>): SourceFault {
  return new SourceFault(
    'malformed',
    `Cannot count addresses by ${place} as it has no ${[...wanted.keys()].join(', ')}: set the URL of the right server`,
  )
}
