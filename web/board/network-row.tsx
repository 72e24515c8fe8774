import type { ReadonlySignal } from '@preact/signals'
import type { Kpi } from '../../domain/kpi.ts'
import type { NetworkBoard, NetworkStanding } from '../../domain/network-board.ts'
import { boardWords } from '../catalogue/board.ts'
import { Meter } from '../chart/meter.tsx'
import { StateMark } from '../chart/state-mark.tsx'
import { formatAgo } from '../format/age.ts'
import { formatCount } from '../format/count.ts'
import { Hint } from '../hint/hint.tsx'
import { shownState } from '../model/shown-state.ts'
import { trailMs, type TrailPoint } from '../model/trails.ts'
import { TrendLine } from '../chart/trend/trend-line.tsx'
import { PinButton } from './pins/pin-button.tsx'
import { Provenance, type BoardClock } from './age.tsx'
import { Outlook } from './outlook.tsx'
import { ProbesCell } from './probes-cell.tsx'
import { ScoreCell } from './score-cell.tsx'
import { TrafficCell } from './traffic-cell.tsx'

/** One network as it stands: its figures, each with source and age in its hint. */
export function NetworkRow(props: {
  network: NetworkStanding
  board: NetworkBoard
  /** Whether any network of the board has figures of probes, so that there is a column for them. */
  isProbed: boolean
  trail: readonly TrailPoint[]
  now: ReadonlySignal<number>
}) {
  const { network, board, isProbed, trail, now } = props
  const { standing } = network
  const words = boardWords.value
  const clock = { boardAt: board.at, now }
  const kind = standing.excluded ? 'row--excluded' : standing.rank === 1 ? 'row--first' : ''
  return (
    <tr class={`row ${kind}`} role="row">
      <td class="row__rank" role="cell">
        {standing.rank ?? <span aria-label={words.excluded}>–</span>}
      </td>
      <th class="row__network" role="rowheader" scope="row">
        <span class="row__name">{network.name}</span>
        <span class="row__kind">
          <StateMark state={shownState(network)} />
          <span class="row__plugins">{network.plugins.join(' → ')}</span>
        </span>
      </th>
      <td class="row__score" role="cell">
        <ScoreCell standing={standing} clock={clock} />
      </td>
      <TrafficCell network={network} clock={clock} />
      {isProbed && <ProbesCell network={network} trail={trail} clock={clock} />}
      <AddressesCell network={network} trail={trail} clock={clock} />
      <td class="row__pods" role="cell" data-title={words.columns.pods}>
        <PodsFigure network={network} clock={clock} />
      </td>
      <td class="row__age" role="cell">
        <MeasuredAge network={network} now={now} />
        <PinButton network={network.name} />
      </td>
    </tr>
  )
}

const scoreOf = ({ standing }: NetworkStanding, wanted: Kpi) =>
  standing.kpis.find(({ kpi }) => kpi === wanted)

function AddressesCell(props: { network: NetworkStanding; trail: readonly TrailPoint[]; clock: BoardClock }) {
  const { network, trail, clock } = props
  const used = network.sample?.addressesUsed ?? null
  const total = network.sample?.addressesTotal ?? null
  return (
    <td class="row__addresses" role="cell" data-title={boardWords.value.columns.addresses}>
      {used !== null && total ? (
        <Hint explanation={<Provenance score={scoreOf(network, 'addressOccupancy')} clock={clock} />}>
          <span class="figure">{formatCount(used)}</span>{' '}
          <span class="figure__of">{boardWords.value.of(formatCount(total))}</span>
          <TrendLine
            kind="addresses"
            points={trail.map(({ at, addressesUsed }) => ({ at, value: addressesUsed }))}
            fromMs={clock.boardAt - trailMs}
            untilMs={clock.boardAt}
            limit={total}
          />
          <Meter share={used / total} />
          <Outlook crossing={network.forecast?.addresses} says={boardWords.value.usedUpIn} />
        </Hint>
      ) : (
        <span class="unknown">{boardWords.value.unknown}</span>
      )}
    </td>
  )
}

function PodsFigure({ network, clock }: { network: NetworkStanding; clock: BoardClock }) {
  if (!network.sample) return <span class="unknown">{boardWords.value.unknown}</span>
  const promised = network.standing.reservedAttachments
  return (
    <Hint
      explanation={
        <>
          {boardWords.value.promised(promised)}{' '}
          <Provenance score={scoreOf(network, 'occupancy')} clock={clock} />
        </>
      }
    >
      <span class="figure">{formatCount(network.sample.attachments)}</span>
      {promised > 0 && <span class="figure__of"> +{promised}</span>}
    </Hint>
  )
}

function MeasuredAge({
  network: { sample },
  now,
}: {
  network: NetworkStanding
  now: ReadonlySignal<number>
}) {
  if (!sample) return <span class="unknown">{boardWords.value.never}</span>
  return <span class="figure__of">{formatAgo(now.value - sample.at)}</span>
}
