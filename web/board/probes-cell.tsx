import type { NetworkStanding } from '../../domain/network-board.ts'
import { formatMilliseconds } from '../format/reading.ts'
import { formatShare } from '../format/share.ts'
import { Hint } from '../hint/hint.tsx'
import { Provenance, type BoardClock } from './age.tsx'

type Sample = NetworkStanding['sample']

/** Whether probes have told anything of the network. */
export function hasProbes(sample: Sample): boolean {
  return (
    sample !== null &&
    [sample.latencyP95Ms, sample.lossRatio, sample.responseTimeMs].some((each) => each !== null)
  )
}

const time = (ms: number | null): string => (ms === null ? 'unknown' : formatMilliseconds(ms))

/** How quick the way to other nodes is, with loss and response time. */
export function ProbesCell({ network, clock }: { network: NetworkStanding; clock: BoardClock }) {
  const { sample, standing } = network
  if (sample === null || !hasProbes(sample))
    return (
      <td class="row__probes" role="cell" data-title="Latency">
        <span class="unknown">unknown</span>
      </td>
    )
  return (
    <td class="row__probes" role="cell" data-title="Latency">
      <Hint
        explanation={
          <>
            <Facts sample={sample} />
            <Provenance score={standing.kpis.find(({ kpi }) => kpi === 'latency')} clock={clock} />
          </>
        }
      >
        <span class="figure">{time(sample.latencyP95Ms)}</span>
        {sample.lossRatio !== null && (
          <span class="probes__more">≤&nbsp;{formatShare(sample.lossRatio)} loss</span>
        )}
        {sample.responseTimeMs !== null && (
          <span class="probes__more">{formatMilliseconds(sample.responseTimeMs)} HTTP</span>
        )}
      </Hint>
    </td>
  )
}

function Facts({ sample }: { sample: NonNullable<Sample> }) {
  const { latencyP50Ms, latencyP95Ms, jitterMs, lossRatio, responseTimeMs } = sample
  return (
    <dl class="facts">
      <dt>There and back, p50</dt>
      <dd>{time(latencyP50Ms)}</dd>
      <dt>p95</dt>
      <dd>{time(latencyP95Ms)}</dd>
      <dt>Jitter</dt>
      <dd>{time(jitterMs)}</dd>
      <dt>Lost, at most</dt>
      <dd>{lossRatio === null ? 'unknown' : formatShare(lossRatio)}</dd>
      <dt>HTTP response, p95</dt>
      <dd>{time(responseTimeMs)}</dd>
    </dl>
  )
}
