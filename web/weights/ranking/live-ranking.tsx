import { useEffect, useRef } from 'preact/hooks'
import type { Answered } from '../../api/use-answer.ts'
import { useReorderMotion } from '../../board/use-reorder-motion.ts'
import { weightsWords } from '../../catalogue/weights.ts'
import { KpiLegend } from '../../chart/kpi-legend.tsx'
import { usePage } from '../../page/page-parts.ts'
import { Awaited } from '../../parts/awaited.tsx'
import { Empty } from '../../parts/empty.tsx'
import { FaultText } from '../../parts/fault-text.tsx'
import { ReasonText } from '../../reasons/reason-text.tsx'
import type { WeightEdit } from '../edit/weight-edit.ts'
import { rankedRows } from './ranked-rows.ts'
import { RankingRow } from './ranking-row.tsx'
import type { Rankings } from './use-rankings.ts'

/** What is answered where no network can take a pod, with a sentence that says why. */
const nobodyCanTakeIt = 409

/** Who would win by the sliders as they stand, beside who wins by the profile as it is. */
export function LiveRanking({ edit, rankings }: { edit: WeightEdit; rankings: Answered<Rankings> }) {
  const words = weightsWords.value
  return (
    <section class="panel stack weights__beside" aria-labelledby="ranking-title">
      <div>
        <h2 id="ranking-title" class="section__title">
          {words.ranking}
        </h2>
        {rankings.value && <p class="field__help">{words.rankingOn(rankings.value.then.node)}</p>}
      </div>
      {!edit.isSound.value ? (
        <Empty>{words.noRank}</Empty>
      ) : rankings.fault?.status === nobodyCanTakeIt ? (
        <Empty>
          <FaultText fault={rankings.fault} />
        </Empty>
      ) : (
        <Awaited answer={steady(rankings)} rows={4}>
          {(value) => <Ranked rankings={value} />}
        </Awaited>
      )}
    </section>
  )
}

/** It is asked for at every step of a slider: what is shown does not fade for that. */
const steady = (rankings: Answered<Rankings>): Answered<Rankings> => ({
  ...rankings,
  isLoading: rankings.value === undefined && rankings.isLoading,
})

function Ranked({ rankings }: { rankings: Rankings }) {
  const { announcer } = usePage()
  const words = weightsWords.value
  const list = useRef<HTMLOListElement>(null)
  const rows = rankedRows(rankings)
  const [winner] = rankings.then.picks
  const said = useRef(winner)
  useReorderMotion(list, rows.map(({ row }) => row.key).join(' '))
  useEffect(() => {
    if (winner !== undefined && winner !== said.current) announcer.say(words.wins(winner))
    said.current = winner
  }, [winner])
  if (rows.length === 0) return <Empty>{words.nobody}</Empty>
  return (
    <>
      <ol ref={list} class="ranked" aria-label={words.ranking}>
        {rows.map((line) => (
          <RankingRow key={line.row.key} line={line} />
        ))}
      </ol>
      <p class="field__help">
        <ReasonText
          reason={rankings.then.reason}
          candidates={rankings.then.candidates}
          picks={rankings.then.picks}
          wanted={rankings.then.picks.length}
          isDrawn={rankings.then.isDrawn === true}
        />
      </p>
      <KpiLegend candidates={rankings.then.candidates} />
    </>
  )
}
