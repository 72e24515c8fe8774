import type { ReadonlySignal } from '@preact/signals'
import type { WhatIfChange } from '../../../domain/what-if.ts'
import { insightWords } from '../../catalogue/weight-insight.ts'
import { formatCount } from '../../format/count.ts'
import { Empty } from '../../parts/empty.tsx'
import { LatestDecision } from './latest-decision.tsx'
import { WhatIfAnswer } from './what-if-answer.tsx'
import { lookBackOver } from './what-if-limits.ts'
import { WhichMatters } from './which-matters.tsx'
import './insight.css'

/** What a change of weights would have done to the last decisions, and which weights they hang on. */
export function WeightInsight({ change }: { change: ReadonlySignal<WhatIfChange | null> }) {
  const words = insightWords.value
  const text = change.value === null ? '' : JSON.stringify(change.value)
  return (
    <div class="insight">
      <section class="panel stack" aria-labelledby="what-if-title">
        <header>
          <h2 id="what-if-title" class="section__title">
            {words.whatIf}
          </h2>
          <p class="insight__note">{words.whatIfNote(formatCount(lookBackOver))}</p>
        </header>
        {text === '' ? <Empty>{words.noChange}</Empty> : <WhatIfAnswer text={text} />}
      </section>
      <div class="insight__pair">
        <WhichMatters />
        <LatestDecision />
      </div>
    </div>
  )
}
