import { decisionsWords } from '../catalogue/decisions.ts'
import { usePage } from '../page/page-parts.ts'
import { ViewHead } from '../page/view-head.tsx'
import { DecisionList } from './decision-list.tsx'

/** Every decision that is kept, newest first. */
export function DecisionsView() {
  const { model } = usePage()
  const words = decisionsWords.value
  return (
    <>
      <ViewHead title={words.title} lead={words.lead} />
      <DecisionList model={model} />
    </>
  )
}
