import type { Weights } from '../../../domain/profile.ts'
import type { WeightGroup } from '../../../domain/weight-group.ts'
import { askPairwise, readQuestionnaire } from '../../api/questionnaire.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { language } from '../../catalogue/language.ts'
import { weightsWords } from '../../catalogue/weights.ts'
import { useDraft } from '../../form/draft.ts'
import { usePage } from '../../page/page-parts.ts'
import { Awaited } from '../../parts/awaited.tsx'
import { PairScale } from './pair-scale.tsx'
import { comparisonOf, pairsOf, type Leanings } from './pairs-of.ts'
import { PairwiseResult } from './pairwise-result.tsx'
import { readLeanings } from './read-leanings.ts'

/** What kinds of KPIs are called, in the language of the page. */
export interface GroupTitle {
  readonly group: WeightGroup
  readonly title: string
}

const nothing: Leanings = {}

/** For experts: weights by comparing every kind of KPI with every other. */
export function PairwiseMode({ onTake }: { onTake: (weights: Weights) => void }) {
  const { client } = usePage()
  const groups = useAnswer(
    async (signal) => (await readQuestionnaire(client, signal)).groups,
    [client, language.value],
  )
  return (
    <Awaited answer={groups} rows={8}>
      {(titles) => <Comparing {...{ titles, onTake }} />}
    </Awaited>
  )
}

function Comparing({
  titles,
  onTake,
}: {
  titles: readonly GroupTitle[]
  onTake: (weights: Weights) => void
}) {
  const { client, memory } = usePage()
  const words = weightsWords.value
  const draft = useDraft(memory.browser, 'weights-pairs', nothing, readLeanings)
  const chosen = draft.value.value
  const pairs = pairsOf(titles.map(({ group }) => group))
  const asked = JSON.stringify(pairs.map((pair) => comparisonOf(pair, chosen[pair.key] ?? 0)))
  const answer = useAnswer(
    (signal) =>
      askPairwise(client, { pairs: pairs.map((pair) => comparisonOf(pair, chosen[pair.key] ?? 0)) }, signal),
    [client, asked],
  )
  const titleOf = (group: string) => titles.find((each) => each.group === group)?.title ?? group
  return (
    <div class="stack">
      <p class="field__help">{words.pairsLead}</p>
      <div class="pairs">
        {pairs.map((pair) => (
          <PairScale
            key={pair.key}
            {...{ pair, titleOf }}
            leaning={chosen[pair.key] ?? 0}
            onChoose={(leaning) => {
              draft.value.value = { ...draft.value.peek(), [pair.key]: leaning }
            }}
          />
        ))}
      </div>
      <p>
        <button type="button" class="button" onClick={draft.forget}>
          {words.clearPairs}
        </button>
      </p>
      <Awaited answer={answer} rows={4}>
        {(value) => <PairwiseResult {...{ pairs, chosen, titleOf, onTake, answer: value }} />}
      </Awaited>
    </div>
  )
}
