import type { ReadonlySignal } from '@preact/signals'
import type { NetworkBoard, NetworkStanding } from '../../domain/network-board.ts'
import { words } from '../catalogue/english.ts'
import { Meter } from '../chart/meter.tsx'
import { StateMark } from '../chart/state-mark.tsx'
import { formatAgo } from '../format/age.ts'
import { formatShare } from '../format/share.ts'
import { Hint } from '../hint/hint.tsx'
import { ScoreCell } from './score-cell.tsx'
import { TrafficCell } from './traffic-cell.tsx'

/** One network as it stands: its figures, each with source and age in its hint. */
export function NetworkRow(props: {
  network: NetworkStanding
  board: NetworkBoard
  now: ReadonlySignal<number>
}) {
  const { network, board, now } = props
  const { standing } = network
  const kind = standing.excluded ? 'row--excluded' : standing.rank === 1 ? 'row--first' : ''
  return (
    <tr class={`row ${kind}`} role="row">
      <td class="row__rank" role="cell">
        {standing.rank ?? <span aria-label="Excluded">–</span>}
      </td>
      <th class="row__network" role="rowheader" scope="row">
        <span class="row__name">{network.name}</span>
        <span class="row__kind">
          <StateMark state={network.state} />
          <span class="row__plugins">{network.plugins.join(' → ')}</span>
        </span>
      </th>
      <td class="row__score" role="cell">
        <ScoreCell standing={standing} />
      </td>
      <TrafficCell network={network} board={board} />
      <AddressesCell network={network} />
      <td class="row__pods" role="cell" data-title="Pods">
        <PodsFigure network={network} />
      </td>
      <td class="row__age" role="cell">
        <MeasuredAge network={network} now={now} />
      </td>
    </tr>
  )
}

function AddressesCell({ network: { sample, standing } }: { network: NetworkStanding }) {
  const { addressesUsed: used, addressesTotal: total } = sample ?? {}
  const source = standing.kpis.find(({ kpi }) => kpi === 'addressOccupancy')?.source
  const isKnown = used !== null && used !== undefined && total !== null && total !== undefined && total > 0
  return (
    <td class="row__addresses" role="cell" data-title="Addresses">
      {isKnown ? (
        <Hint
          explanation={`${formatShare(used / total)} ${words.kpi.addressOccupancy.reads}. Source: ${source ?? 'unknown'}`}
        >
          <span class="figure">
            {used} <span class="figure__of">/ {total}</span>
          </span>
          <Meter share={used / total} />
        </Hint>
      ) : (
        <span class="unknown">unknown</span>
      )}
    </td>
  )
}

function PodsFigure({ network: { sample, standing } }: { network: NetworkStanding }) {
  const promised = standing.reservedAttachments
  if (!sample) return <span class="unknown">unknown</span>
  return (
    <>
      <span class="figure">{sample.attachments}</span>
      {promised > 0 && (
        <span class="figure__of" title="Promised to pods that are not attached yet">
          {' '}
          +{promised}
        </span>
      )}
    </>
  )
}

function MeasuredAge({
  network: { sample },
  now,
}: {
  network: NetworkStanding
  now: ReadonlySignal<number>
}) {
  if (!sample) return <span class="unknown">never</span>
  return <span class="figure__of">{formatAgo(now.value - sample.at)}</span>
}
