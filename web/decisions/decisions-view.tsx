import { decisionsWords } from '../catalogue/decisions.ts'
import { usePage } from '../page/page-parts.ts'
import { ViewHead } from '../page/view-head.tsx'
import { EveryDecision } from './every-decision.tsx'
import { FoundList } from './found-list.tsx'
import { SearchForm } from './search-form.tsx'
import { isSearch, searchIn, searchOf } from './search-of.ts'

/** Every decision that is kept, newest first, and those that somebody looks for; the search is in the address. */
export function DecisionsView() {
  const { route } = usePage()
  const words = decisionsWords.value
  const text = searchIn(route.view.value.query)
  const { search, faults } = searchOf(text)
  const canBe = isSearch(text) && Object.keys(faults).length === 0
  return (
    <>
      <ViewHead title={words.title} lead={words.lead} />
      <SearchForm />
      {canBe ? <FoundList search={search} /> : <EveryDecision />}
    </>
  )
}
