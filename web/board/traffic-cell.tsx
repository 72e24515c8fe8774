import type { NetworkStanding } from '../../domain/network-board.ts'
import { words } from '../catalogue/english.ts'
import { Meter } from '../chart/meter.tsx'
import { Sparkline } from '../chart/sparkline.tsx'
import { formatAge } from '../format/age.ts'
import { formatBitRate } from '../format/bit-rate.ts'
import { formatShare } from '../format/share.ts'
import { Hint } from '../hint/hint.tsx'
import { Outlook } from './outlook.tsx'
import { Provenance, type BoardClock } from './age.tsx'

const rate = (bitsPerSecond: number | null | undefined): string =>
  bitsPerSecond === null || bitsPerSecond === undefined ? 'unknown' : formatBitRate(bitsPerSecond)

/** Two cells: traffic of the last ten minutes against capacity, and the share of it that is in use. */
export function TrafficCell({ network, clock }: { network: NetworkStanding; clock: BoardClock }) {
  const { sample, traffic } = network
  const capacity = sample?.capacityBitsPerSecond ?? null
  return (
    <>
      <td class="row__traffic" role="cell">
        <Hint class="traffic" explanation={<TrafficWords network={network} clock={clock} />}>
          <Sparkline traffic={traffic} untilMs={clock.boardAt} capacityBitsPerSecond={capacity} />
          <span class="traffic__rates">
            {sample && <span class="traffic__in">in {rate(sample.ingressBitsPerSecond)}</span>}
            {sample ? (
              <span class="traffic__out">out {rate(sample.egressBitsPerSecond)}</span>
            ) : (
              'not measured'
            )}
          </span>
        </Hint>
      </td>
      <td class="row__use" role="cell" data-title="In use">
        <Utilization network={network} capacity={capacity} clock={clock} />
      </td>
    </>
  )
}

function Utilization(props: { network: NetworkStanding; capacity: number | null; clock: BoardClock }) {
  const { standing } = props.network
  const score = standing.kpis.find(({ kpi }) => kpi === 'utilization')
  if (score?.reading === null || score?.reading === undefined) return <span class="unknown">unknown</span>
  return (
    <Hint
      explanation={
        <>
          {formatShare(score.reading)} {words.kpi.utilization.reads}.{' '}
          {formatBitRate(standing.reservedBitsPerSecond)} are promised and not measured yet.{' '}
          <Provenance score={score} clock={props.clock} />
        </>
      }
    >
      <span class="figure">{formatShare(score.reading)}</span>{' '}
      <span class="figure__of">of {rate(props.capacity)}</span>
      <Meter share={score.reading} />
      <Outlook crossing={props.network.forecast?.utilization} end="full" />
    </Hint>
  )
}

function TrafficWords({ network: { sample }, clock }: { network: NetworkStanding; clock: BoardClock }) {
  if (!sample) return <>Nobody has measured this network yet</>
  const { capacitySource } = sample
  return (
    <dl class="facts">
      <dt>Into pods</dt>
      <dd>{rate(sample.ingressBitsPerSecond)}</dd>
      <dt>Out of pods</dt>
      <dd>{rate(sample.egressBitsPerSecond)}</dd>
      <dt>Capacity</dt>
      <dd>
        {rate(sample.capacityBitsPerSecond)}
        {capacitySource && ` (${words.capacitySource[capacitySource]})`}
      </dd>
      <dt>Headroom</dt>
      <dd>{rate(sample.headroomBitsPerSecond)}</dd>
      <dt>Drops</dt>
      <dd>{sample.dropRatio === null ? 'unknown' : formatShare(sample.dropRatio)}</dd>
      <dt>Source</dt>
      <dd>{sample.source ?? 'none'}</dd>
      <dt>Age</dt>
      <dd>{formatAge(clock.now.value - sample.at)}</dd>
    </dl>
  )
}
