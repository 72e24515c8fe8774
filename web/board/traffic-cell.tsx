import type { NetworkStanding } from '../../domain/network-board.ts'
import { boardWords } from '../catalogue/board.ts'
import { terms } from '../catalogue/terms.ts'
import { Meter } from '../chart/meter.tsx'
import { Sparkline } from '../chart/sparkline.tsx'
import { formatAge } from '../format/age.ts'
import { formatBitRate } from '../format/bit-rate.ts'
import { formatShare } from '../format/share.ts'
import { Hint } from '../hint/hint.tsx'
import { Outlook } from './outlook.tsx'
import { Provenance, type BoardClock } from './age.tsx'

const rate = (bitsPerSecond: number | null | undefined): string =>
  bitsPerSecond === null || bitsPerSecond === undefined
    ? boardWords.value.unknown
    : formatBitRate(bitsPerSecond)

/** Two cells: traffic of the last ten minutes against capacity, and the share of it that is in use. */
export function TrafficCell({ network, clock }: { network: NetworkStanding; clock: BoardClock }) {
  const { sample, traffic } = network
  const words = boardWords.value
  const capacity = sample?.capacityBitsPerSecond ?? null
  return (
    <>
      <td class="row__traffic" role="cell">
        <Hint class="traffic" explanation={<TrafficWords network={network} clock={clock} />}>
          <Sparkline traffic={traffic} untilMs={clock.boardAt} capacityBitsPerSecond={capacity} />
          <span class="traffic__rates">
            {sample && <span class="traffic__in">{words.in(rate(sample.ingressBitsPerSecond))}</span>}
            {sample ? (
              <span class="traffic__out">{words.out(rate(sample.egressBitsPerSecond))}</span>
            ) : (
              words.notMeasured
            )}
          </span>
        </Hint>
      </td>
      <td class="row__use" role="cell" data-title={words.columns.use}>
        <Utilization network={network} capacity={capacity} clock={clock} />
      </td>
    </>
  )
}

function Utilization(props: { network: NetworkStanding; capacity: number | null; clock: BoardClock }) {
  const { standing } = props.network
  const score = standing.kpis.find(({ kpi }) => kpi === 'utilization')
  if (score?.reading === null || score?.reading === undefined)
    return <span class="unknown">{boardWords.value.unknown}</span>
  return (
    <Hint
      explanation={
        <>
          {formatShare(score.reading)} {terms.value.kpi.utilization.reads}.{' '}
          {boardWords.value.promisedRate(formatBitRate(standing.reservedBitsPerSecond))}{' '}
          <Provenance score={score} clock={props.clock} />
        </>
      }
    >
      <span class="figure">{formatShare(score.reading)}</span>{' '}
      <span class="figure__of">{boardWords.value.of(rate(props.capacity))}</span>
      <Meter share={score.reading} />
      <Outlook crossing={props.network.forecast?.utilization} says={boardWords.value.fullIn} />
    </Hint>
  )
}

function TrafficWords({ network: { sample }, clock }: { network: NetworkStanding; clock: BoardClock }) {
  if (!sample) return <>{boardWords.value.nobodyMeasured}</>
  const { capacitySource } = sample
  const words = boardWords.value
  return (
    <dl class="facts">
      <dt>{words.intoPods}</dt>
      <dd>{rate(sample.ingressBitsPerSecond)}</dd>
      <dt>{words.outOfPods}</dt>
      <dd>{rate(sample.egressBitsPerSecond)}</dd>
      <dt>{words.capacity}</dt>
      <dd>
        {rate(sample.capacityBitsPerSecond)}
        {capacitySource && ` (${terms.value.capacitySource[capacitySource]})`}
      </dd>
      <dt>{words.headroom}</dt>
      <dd>{rate(sample.headroomBitsPerSecond)}</dd>
      <dt>{words.drops}</dt>
      <dd>{sample.dropRatio === null ? words.unknown : formatShare(sample.dropRatio)}</dd>
      <dt>{words.source}</dt>
      <dd>{sample.source ?? words.none}</dd>
      <dt>{words.age}</dt>
      <dd>{formatAge(clock.now.value - sample.at)}</dd>
    </dl>
  )
}
