import type { SensitivityReport } from '../../../domain/what-if.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { askSensitivity } from '../../api/what-if.ts'
import { terms } from '../../catalogue/terms.ts'
import { insightWords } from '../../catalogue/weight-insight.ts'
import { Tornado } from '../../chart/tornado/tornado.tsx'
import { formatCount } from '../../format/count.ts'
import { formatShare } from '../../format/share.ts'
import { usePage } from '../../page/page-parts.ts'
import { Awaited } from '../../parts/awaited.tsx'
import { Empty } from '../../parts/empty.tsx'
import { InsightPanel } from './insight-panel.tsx'
import { sensitivityOver } from './what-if-limits.ts'

/** Which weight the last decisions hang on: how many change without it, and with twice of it. */
export function WhichMatters() {
  const { client } = usePage()
  const words = insightWords.value
  const answer = useAnswer((signal) => askSensitivity(client, { last: sensitivityOver }, signal), [client])
  return (
    <InsightPanel id="matters" title={words.matters} onAgain={answer.again} isAsking={answer.isLoading}>
      <Awaited answer={answer} rows={5}>
        {(report) => <Swings report={report} />}
      </Awaited>
    </InsightPanel>
  )
}

function Swings({ report: { compared, decisions, weights } }: { report: SensitivityReport }) {
  const words = insightWords.value
  if (decisions === 0) return <Empty>{words.noDecisions}</Empty>
  if (compared === 0) return <Empty>{words.noneCompared}</Empty>
  const moving = weights.filter(({ changedWithout, changedDoubled }) => changedWithout + changedDoubled > 0)
  if (moving.length === 0) return <Empty>{words.noneMatters}</Empty>
  const textOf = (changed: number) => words.ofDecisions(formatCount(changed), formatShare(changed / compared))
  return (
    <Tornado
      caption={words.mattersNote(formatCount(compared))}
      now={0}
      words={words.mattersWords}
      rows={moving.map(({ kpi, changedWithout, changedDoubled }) => ({
        key: kpi,
        kpi,
        name: terms.value.kpi[kpi].name,
        low: -changedWithout,
        high: changedDoubled,
        lowText: textOf(changedWithout),
        highText: textOf(changedDoubled),
      }))}
    />
  )
}
