import { boardWords } from '../catalogue/board.ts'
import { DecisionList } from '../decisions/decision-list.tsx'
import { usePage } from '../page/page-parts.ts'
import { ViewHead } from '../page/view-head.tsx'
import { SourceList } from '../sources/source-list.tsx'
import { NetworkBoard } from './network-board.tsx'
import { Pinned } from './pins/pinned-pair.tsx'
import { NextPod } from './next-pod.tsx'
import { StateCounts } from './state-counts.tsx'

/** The first view: what the next pod gets, the networks behind that, the last decisions, and where figures come from. */
export function BoardView() {
  const { model } = usePage()
  const words = boardWords.value
  return (
    <>
      <ViewHead title={words.title} lead={words.lead} actions={<StateCounts model={model} />} />
      <NextPod model={model} />
      <Pinned />
      <NetworkBoard model={model} />
      <DecisionList model={model} />
      <SourceList model={model} />
    </>
  )
}
