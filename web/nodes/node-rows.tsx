import type { NetworkInShort, NodeInShort } from '../../domain/cluster-overview.ts'
import { nodesWords } from '../catalogue/nodes.ts'
import { terms } from '../catalogue/terms.ts'
import { Meter } from '../chart/meter.tsx'
import { StateShape } from '../chart/state-mark.tsx'
import { formatAgo } from '../format/age.ts'
import { formatScore } from '../format/score.ts'
import { formatShare } from '../format/share.ts'
import { nodeHref } from '../model/node-address.ts'
import { usePage } from '../page/page-parts.ts'
import { WindowList } from '../parts/window-list.tsx'
import { networkColumns } from './shown-nodes.ts'

/** Columns beyond these would be too narrow to read: they are on the node's own page. */
const mostColumns = 8
/** Older than this is no news of now. */
const freshMs = 120_000

/** A row for each node, a field for each network: its state by shape and colour, its score, and how much of it is in use. */
export function NodeRows({ nodes, all }: { nodes: readonly NodeInShort[]; all: readonly NodeInShort[] }) {
  const columns = networkColumns(all).slice(0, mostColumns)
  const words = nodesWords.value
  return (
    <div class={`node-rows node-rows--${columns.length}`}>
      <div class="node-row node-row--head" aria-hidden="true">
        <span>{words.node}</span>
        {columns.map((name) => (
          <span key={name} class="node-row__network">
            {name}
          </span>
        ))}
      </div>
      <WindowList
        label={words.title}
        count={nodes.length}
        total={nodes.length}
        rowKey={(index) => nodes[index]?.name ?? String(index)}
        rowState={(index) => nodes[index]}
        row={(index) => {
          const node = nodes[index]
          return node && <NodeRow node={node} columns={columns} />
        }}
        onNearEnd={() => undefined}
        onTop={() => undefined}
      />
    </div>
  )
}

function NodeRow({ node, columns }: { node: NodeInShort; columns: readonly string[] }) {
  const { model } = usePage()
  const ageMs = model.now.peek() - node.seenAt
  return (
    <div class="node-row">
      <span class="node-row__name">
        <a href={`${nodeHref(node.name, location.search)}#/`}>{node.name}</a>
        {ageMs > freshMs && <span class="figure__of">{nodesWords.value.seen(formatAgo(ageMs))}</span>}
      </span>
      {columns.map((name) => (
        <Cell key={name} name={name} network={node.networks.find((each) => each.name === name)} />
      ))}
    </div>
  )
}

function Cell({ name, network }: { name: string; network: NetworkInShort | undefined }) {
  if (network === undefined) return <span class="node-cell node-cell--none">–</span>
  const { state, score, rank, utilization } = network
  const used = utilization === null ? '' : nodesWords.value.used(formatShare(utilization))
  return (
    <span class="node-cell" title={`${name}: ${terms.value.state[state].name}${used}`}>
      <span class="sr-only">{name}: </span>
      <StateShape state={state} />
      <span class={rank === 1 ? 'node-cell__score node-cell__score--first' : 'node-cell__score'}>
        {formatScore(score)}
      </span>
      <span class="node-cell__use">
        {utilization !== null && (
          <>
            <span class="sr-only">{used}</span>
            <Meter share={utilization} />
          </>
        )}
      </span>
    </span>
  )
}
