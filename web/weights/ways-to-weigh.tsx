import { useState } from 'preact/hooks'
import type { Preset } from '../../domain/questionnaire.ts'
import type { ApiFault } from '../api/api-fault.ts'
import { weightsWords } from '../catalogue/weights.ts'
import { usePage } from '../page/page-parts.ts'
import { Tabs } from '../parts/tabs.tsx'
import { keepFit } from './edit/keep-fit.ts'
import type { WeightEdit } from './edit/weight-edit.ts'
import { PairwiseMode } from './pairwise/pairwise-mode.tsx'
import { idleKpis } from './ranking/idle-kpis.ts'
import type { Rankings } from './ranking/use-rankings.ts'
import { WinnerLine } from './ranking/winner-line.tsx'
import { PresetRow } from './sliders/preset-row.tsx'
import { ShareBar } from './sliders/share-bar.tsx'
import { WeightSliders } from './sliders/weight-sliders.tsx'

/** By sliders, or by comparing in pairs, which sets the sliders. */
export function WaysToWeigh(props: {
  edit: WeightEdit
  presets: readonly Preset[]
  refusal: ApiFault | undefined
  rankings: Rankings | undefined
}) {
  const { edit, presets, refusal, rankings } = props
  const { announcer } = usePage()
  const words = weightsWords.value
  const [way, setWay] = useState<'sliders' | 'pairs'>('sliders')
  const bySliders = () => (
    <div class="stack">
      <PresetRow {...{ edit, presets }} />
      <ShareBar weights={edit.weights.value} />
      {!edit.isSound.value && (
        <p class="field__fault" role="alert">
          {words.allZero}
        </p>
      )}
      <WeightSliders {...{ edit, refusal, idle: idleKpis(rankings) }} />
      {edit.isSound.value && <WinnerLine rankings={rankings} />}
    </div>
  )
  const byPairs = () => (
    <PairwiseMode
      onTake={(weights) => {
        edit.take(keepFit(weights, edit.weights.value))
        announcer.say(words.pairsTaken)
        setWay('sliders')
      }}
    />
  )
  return (
    <section class="panel weights__ways" aria-label={words.ways}>
      <Tabs
        label={words.ways}
        chosen={way}
        onChoose={setWay}
        tabs={[
          { key: 'sliders', title: words.bySliders, content: bySliders },
          { key: 'pairs', title: words.byPairs, content: byPairs },
        ]}
      />
    </section>
  )
}
