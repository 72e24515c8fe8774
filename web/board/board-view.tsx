import { boardWords } from '../catalogue/board.ts'
import { DecisionList } from '../decisions/decision-list.tsx'
import { usePage } from '../page/page-parts.ts'
import { ViewHead } from '../page/view-head.tsx'
import { SourceList } from '../sources/source-list.tsx'
import { ClusterView } from './cluster/cluster-view.tsx'
import { showsCluster, WhichNodes } from './cluster/which-nodes.tsx'
import { NetworkBoard } from './network-board.tsx'
import { Pinned } from './pins/pinned-pair.tsx'
import { NextPod } from './next-pod.tsx'
import { StateCounts } from './state-counts.tsx'

/** The first view: what the next pod gets, the networks behind that, the last decisions, and where figures come from. */
export function BoardView() {
  const { model, route } = usePage()
  const words = boardWords.value
  if (model.nodes.value.length > 1 && showsCluster(route.view.value.query))
    return (
      <>
        <ViewHead title={words.title} lead={words.cluster.lead} />
        <WhichNodes />
        <ClusterView />
      </>
    )
  return (
    <>
      <ViewHead title={words.title} lead={words.lead} actions={<StateCounts model={model} />} />
      <WhichNodes />
      <NextPod model={model} />
      <Pinned />
      <NetworkBoard model={model} />
      <DecisionList model={model} />
      <SourceList model={model} />
    </>
  )
}
