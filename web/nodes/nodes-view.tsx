import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { ClusterOverview, NodeInShort } from '../../domain/cluster-overview.ts'
import { nodesWords } from '../catalogue/nodes.ts'
import { StateMark } from '../chart/state-mark.tsx'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { useHold } from '../live/use-hold.ts'
import { usePage } from '../page/page-parts.ts'
import { ViewHead } from '../page/view-head.tsx'
import { Awaited } from '../parts/awaited.tsx'
import { Empty } from '../parts/empty.tsx'
import { NodeRows } from './node-rows.tsx'
import './nodes.css'
import { inOrderOf, shownNodes, stateCounts, type NodeOrder } from './shown-nodes.ts'
import { useOverview } from './use-overview.ts'

/** Every network of every node, for those who look after hundreds of them. */
export function NodesView() {
  const words = nodesWords.value
  const overview = useOverview()
  return (
    <>
      <ViewHead
        title={words.title}
        lead={words.lead}
        actions={overview.value && <Counts nodes={overview.value.nodes} />}
      />
      <Awaited answer={overview} rows={8}>
        {(shown) => <Nodes overview={shown} />}
      </Awaited>
    </>
  )
}

function Nodes({ overview: { nodes } }: { overview: ClusterOverview }) {
  const words = nodesWords.value
  const text = useSignal('')
  const order = useSignal<NodeOrder>('worst')
  const { isHeld, on } = useHold(usePage().model.now)
  const before = useRef({ asked: '', names: [] as readonly string[] })
  if (nodes.length === 0) return <Empty>{words.empty}</Empty>
  const asked = `${order.value} ${text.value}`
  const found = shownNodes(nodes, text.value, order.value)
  const shown =
    isHeld.value && before.current.asked === asked ? inOrderOf(found, before.current.names) : found
  before.current = { asked, names: shown.map(({ name }) => name) }
  return (
    <section class="section" aria-label={words.title}>
      <div class="nodes-search">
        <TextField pointer="/name" label={words.find} value={text} inputMode="search" />
        <SelectField
          pointer="/order"
          label={words.order}
          value={order}
          options={(['worst', 'name'] as const).map((value) => ({ value, label: words.orders[value] }))}
        />
        <p class="section__note" role="status">
          {words.count(shown.length, nodes.length)}
        </p>
      </div>
      {shown.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <div {...on}>
          <NodeRows nodes={shown} all={nodes} />
        </div>
      )}
    </section>
  )
}

function Counts({ nodes }: { nodes: readonly NodeInShort[] }) {
  return (
    <ul class="counts" aria-label={nodesWords.value.byState}>
      {stateCounts(nodes).map(({ state, count }) => (
        <li key={state} class="counts__one">
          <span class="counts__number">{count}</span>
          <StateMark state={state} />
        </li>
      ))}
    </ul>
  )
}
