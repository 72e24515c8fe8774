import type { SourceKind, SourceStatus } from '../../domain/source-status.ts'
import type { SourcesReport } from './sources-report.ts'

/** A source over all nodes that ask it. */
export interface SourceSummary {
  readonly kind: SourceKind
  readonly name: string
  /** How many nodes it tells something, or cannot. */
  readonly nodes: number
  readonly networks: number
  /** Why it cannot, with the nodes that it is so on; the most frequent first. */
  readonly faults: readonly { readonly fault: string; readonly nodes: readonly string[] }[]
}

/** Whether a source tells something or should; one that has nothing to do on a node is idle there. */
export const isAtWork = ({ networks, fault }: SourceStatus): boolean => networks > 0 || fault !== null

/** Sources over nodes, in the order in which the nodes have them; idle ones are left out. */
export function sumUpSources(nodes: SourcesReport['nodes']): SourceSummary[] {
  const found = nodes.flatMap(({ node, sources }) =>
    sources.filter(isAtWork).map((source) => ({ node, source })),
  )
  const kinds = new Set(found.map(({ source }) => source.kind))
  return [...kinds].flatMap((kind) =>
    [...Map.groupBy(of(kind), ({ source }) => source.name)].map(([name, its]) => ({
      kind,
      name,
      nodes: its.length,
      networks: its.reduce((sum, { source }) => sum + source.networks, 0),
      faults: faultsOf(its),
    })),
  )

  function of(kind: SourceKind) {
    return found.filter(({ source }) => source.kind === kind)
  }
}

function faultsOf(its: readonly { readonly node: string; readonly source: SourceStatus }[]) {
  const failing = its.flatMap(({ node, source: { fault } }) => (fault === null ? [] : [{ node, fault }]))
  return [...Map.groupBy(failing, ({ fault }) => fault)]
    .map(([fault, on]) => ({ fault, nodes: on.map(({ node }) => node) }))
    .sort((one, other) => other.nodes.length - one.nodes.length)
}
