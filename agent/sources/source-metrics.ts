import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { SourceStatus } from '../../domain/source-status.ts'

/** Where the figures come from. */
export interface SourceMetricSources {
  readonly sources: () => readonly SourceStatus[]
}

/** Rounds take some milliseconds, or as long as the slowest source may. */
const buckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Registers what tells how sources fare; every page asks anew. Answers what takes the time of rounds. */
export function addSourceMetrics(
  registers: [Registry],
  { sources }: SourceMetricSources,
): Pick<Histogram, 'observe'> {
  new Gauge({
    name: 'genie_collector_source_available',
    help: '1 if the source answered when it was asked last, else 0',
    labelNames: ['source', 'kind'],
    registers,
    collect() {
      for (const { name: source, kind, isAvailable } of sources())
        this.set({ source, kind }, isAvailable === true ? 1 : 0)
    },
  })
  new Counter({
    name: 'genie_collector_dropped_total',
    help: 'What sources could not tell, and figures that made no sense, by the reason',
    labelNames: ['source', 'reason'],
    registers,
    collect() {
      this.reset()
      for (const { name: source, dropped } of sources())
        for (const [reason, count] of Object.entries(dropped)) this.inc({ source, reason }, count)
    },
  })
  new Gauge({
    name: 'genie_collector_source_duration_seconds',
    help: 'How long the source took when it was asked last',
    labelNames: ['source'],
    registers,
    collect() {
      for (const { name: source, lastDurationMs } of sources())
        if (lastDurationMs !== null) this.set({ source }, lastDurationMs / 1_000)
    },
  })
  return new Histogram({
    name: 'genie_collector_round_duration_seconds',
    help: 'Time of a round of measuring',
    buckets,
    registers,
  })
}
