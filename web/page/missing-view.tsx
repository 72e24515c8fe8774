import { pageWords } from '../catalogue/page.ts'
import { ViewHead } from './view-head.tsx'

/** At an address that names no view. */
export function MissingView() {
  const words = pageWords.value
  return <ViewHead title={words.views.missing} lead={words.missingLead} />
}
