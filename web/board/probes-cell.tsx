import type { NetworkStanding } from '../../domain/network-board.ts'
import { boardWords } from '../catalogue/board.ts'
import { formatMilliseconds } from '../format/reading.ts'
import { formatShare } from '../format/share.ts'
import { Hint } from '../hint/hint.tsx'
import { TrendLine } from '../chart/trend/trend-line.tsx'
import { trailMs, type TrailPoint } from '../model/trails.ts'
import { Provenance, type BoardClock } from './age.tsx'

type Sample = NetworkStanding['sample']

/** Whether probes have told anything of the network. */
export function hasProbes(sample: Sample): boolean {
  return (
    sample !== null &&
    [sample.latencyP95Ms, sample.lossRatio, sample.responseTimeMs].some((each) => each !== null)
  )
}

const time = (ms: number | null): string => (ms === null ? boardWords.value.unknown : formatMilliseconds(ms))

/** How quick the way to other nodes is, with loss and response time. */
export function ProbesCell(props: {
  network: NetworkStanding
  trail: readonly TrailPoint[]
  clock: BoardClock
}) {
  const { network, trail, clock } = props
  const { sample, standing } = network
  if (sample === null || !hasProbes(sample))
    return (
      <td class="row__probes" role="cell" data-title={boardWords.value.columns.latency}>
        <span class="unknown">{boardWords.value.unknown}</span>
      </td>
    )
  return (
    <td class="row__probes" role="cell" data-title={boardWords.value.columns.latency}>
      <Hint
        explanation={
          <>
            <Facts sample={sample} />
            <Provenance score={standing.kpis.find(({ kpi }) => kpi === 'latency')} clock={clock} />
          </>
        }
      >
        <span class="figure">{time(sample.latencyP95Ms)}</span>
        <TrendLine
          kind="latency"
          points={trail.map(({ at, latencyP50Ms, latencyP95Ms }) => ({
            at,
            value: latencyP50Ms,
            upper: latencyP95Ms,
          }))}
          {...spanOf(clock)}
        />
        {sample.lossRatio !== null && (
          <span class="probes__more">{boardWords.value.lossOf(formatShare(sample.lossRatio))}</span>
        )}
        <TrendLine
          kind="loss"
          points={trail.map(({ at, lossRatio }) => ({ at, value: lossRatio }))}
          {...spanOf(clock)}
        />
        {sample.responseTimeMs !== null && (
          <span class="probes__more">{boardWords.value.http(formatMilliseconds(sample.responseTimeMs))}</span>
        )}
      </Hint>
    </td>
  )
}

const spanOf = ({ boardAt }: BoardClock) => ({ fromMs: boardAt - trailMs, untilMs: boardAt })

function Facts({ sample }: { sample: NonNullable<Sample> }) {
  const words = boardWords.value
  const { latencyP50Ms, latencyP95Ms, jitterMs, lossRatio, responseTimeMs } = sample
  return (
    <dl class="facts">
      <dt>{words.thereAndBack}</dt>
      <dd>{time(latencyP50Ms)}</dd>
      <dt>{words.p95}</dt>
      <dd>{time(latencyP95Ms)}</dd>
      <dt>{words.jitter}</dt>
      <dd>{time(jitterMs)}</dd>
      <dt>{words.lost}</dt>
      <dd>{lossRatio === null ? words.unknown : formatShare(lossRatio)}</dd>
      <dt>{words.response}</dt>
      <dd>{time(responseTimeMs)}</dd>
    </dl>
  )
}
