import type { NetworkBoard as Board } from '../../domain/network-board.ts'
import { useRef } from 'preact/hooks'
import { boardWords } from '../catalogue/board.ts'
import { KpiLegend } from '../chart/kpi-legend.tsx'
import { orderBoard } from '../model/order-board.ts'
import type { PageModel } from '../model/page-model.ts'
import { Phrase } from '../parts/phrase.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { hasProbes } from './probes-cell.tsx'
import { NetworkRow } from './network-row.tsx'
import { useHold } from '../live/use-hold.ts'
import { useReorderMotion } from './use-reorder-motion.ts'
import { groupHeads, type BoardGroup } from './board-groups.ts'
import { useHistories } from './use-histories.ts'
import './board.css'
import './parts-table.css'

/** Every network of the node, best first, with what its score is made of. */
export function NetworkBoard({ model }: { model: PageModel }) {
  const board = model.board.value
  return (
    <section class="section" aria-labelledby="networks-title">
      <div class="section__head">
        <h2 id="networks-title" class="section__title">
          {boardWords.value.ranking}
        </h2>
        {board && board.networks.length > 0 && (
          <KpiLegend candidates={board.networks.map(({ standing }) => standing)} />
        )}
      </div>
      {board ? <Rows board={board} model={model} /> : <Waiting model={model} rows={4} />}
    </section>
  )
}

function Rows({ board, model }: { board: Board; model: PageModel }) {
  const words = boardWords.value
  const body = useRef<HTMLTableSectionElement>(null)
  const shownOrder = useRef<string[]>([])
  const { isHeld, on } = useHold(model.now)
  const networks = orderBoard(board.networks, isHeld.value ? shownOrder.current : undefined)
  shownOrder.current = networks.map(({ name }) => name)
  const isProbed = networks.some(({ sample }) => hasProbes(sample))
  useReorderMotion(body, shownOrder.current.join('/'))
  useHistories(
    board.node,
    networks.map(({ name }) => name),
  )
  const trails = model.trails.byNetwork.value
  const heads = groupHeads(networks)
  if (networks.length === 0)
    return (
      <p class="empty">
        <Phrase text={words.empty} parts={{ dir: <code>/etc/cni/net.d</code> }} />
      </p>
    )
  return (
    <table class="board" role="table" aria-label={words.tableLabel} {...on}>
      <thead class="board__head" role="rowgroup">
        <tr role="row">
          {Object.entries(words.columns)
            .filter(([column]) => isProbed || column !== 'latency')
            .map(([column, title]) => (
              <th key={column} role="columnheader" scope="col">
                {title}
              </th>
            ))}
        </tr>
      </thead>
      <tbody ref={body} role="rowgroup">
        {networks.flatMap((network) => [
          <GroupHead key={`head of ${network.name}`} group={heads.get(network.name)} />,
          <NetworkRow
            key={network.name}
            network={network}
            board={board}
            isProbed={isProbed}
            trail={trails.get(network.name) ?? []}
            now={model.now}
          />,
        ])}
      </tbody>
    </table>
  )
}

/** Heads the networks that meet the SLA, those that miss it, and those that take no pod. */
function GroupHead({ group }: { group: BoardGroup | undefined }) {
  if (group === undefined) return null
  return (
    <tr class="board__group" role="row">
      <th role="rowheader" scope="rowgroup" colSpan={9}>
        {boardWords.value.groups[group]}
      </th>
    </tr>
  )
}
