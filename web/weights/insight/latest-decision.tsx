import type { Decision } from '../../../domain/decision.ts'
import { searchDecisions } from '../../api/decisions.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { sensitivityOf } from '../../api/what-if.ts'
import type { Client } from '../../api/client.ts'
import { insightWords } from '../../catalogue/weight-insight.ts'
import { decisionHref } from '../../page/route.ts'
import { usePage } from '../../page/page-parts.ts'
import { Awaited } from '../../parts/awaited.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Phrase } from '../../parts/phrase.tsx'
import { FirmDecision } from './firm-decision.tsx'
import { InsightPanel } from './insight-panel.tsx'

/** How firm the latest decision stands, and the smallest change that would have made another network win. */
export function LatestDecision() {
  const { client } = usePage()
  const words = insightWords.value
  const answer = useAnswer((signal) => readLatest(client, signal), [client])
  return (
    <InsightPanel id="latest" title={words.latest} onAgain={answer.again} isAsking={answer.isLoading}>
      <Awaited answer={answer} rows={5}>
        {(latest) =>
          latest === null ? (
            <Empty>{words.noDecisions}</Empty>
          ) : (
            <>
              <p>
                <Who decision={latest.decision} />
              </p>
              <FirmDecision sensitivity={latest.sensitivity} />
            </>
          )
        }
      </Awaited>
    </InsightPanel>
  )
}

/** The latest decision and what its weights do to it; null if there is none yet. */
async function readLatest(client: Client, signal: AbortSignal) {
  const { decisions } = await searchDecisions(client, { limit: 1 }, signal)
  const [decision] = decisions
  if (decision === undefined) return null
  return { decision, sensitivity: await sensitivityOf(client, decision.id, signal) }
}

function Who({ decision: { id, pod, chosen } }: { decision: Decision }) {
  const link = (
    <a href={decisionHref(id)}>
      {pod.namespace}/{pod.name}
    </a>
  )
  return <Phrase text={insightWords.value.latestOf} parts={{ pod: link, network: <b>{chosen}</b> }} />
}
