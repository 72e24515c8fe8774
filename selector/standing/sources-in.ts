import type { NetworkSample } from '../../domain/network-sample.ts'
import type { SourceKind, SourceStatus } from '../../domain/source-status.ts'

/** Of each kind: who has told a sample's figures, and when. */
const told: readonly {
  readonly kind: SourceKind
  readonly by: (sample: NetworkSample) => string | null
  readonly at: (sample: NetworkSample) => number | null
}[] = [
  { kind: 'traffic', by: ({ source }) => source, at: ({ trafficAt }) => trafficAt },
  { kind: 'addresses', by: ({ addressSource }) => addressSource, at: ({ addressesAt }) => addressesAt },
  { kind: 'probes', by: ({ probeSource }) => probeSource, at: ({ probedAt }) => probedAt },
  {
    kind: 'application',
    by: ({ applicationSource }) => applicationSource,
    at: ({ applicationAt }) => applicationAt,
  },
]

/**
 * The sources that have told something of a node, as far as its newest samples show it. What else was asked there, what it
 * dropped and how long it took only the node's agent knows: that is left empty.
 */
export function sourcesIn(samples: readonly NetworkSample[]): SourceStatus[] {
  return told.flatMap(({ kind, by, at }) => {
    const bySource = Map.groupBy(
      samples.filter((sample) => by(sample) !== null),
      // Behind the colon stands what was measured, such as the interface.
      (sample) => by(sample)?.split(':', 1)[0] ?? '',
    )
    return [...bySource].map(([name, its]) => ({
      name,
      kind,
      isAvailable: true,
      fault: null,
      networks: its.length,
      dropped: {},
      lastDurationMs: null,
      succeededAt: Math.max(...its.map((sample) => at(sample) ?? sample.at)),
    }))
  })
}
