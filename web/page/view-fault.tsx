import { pageWords } from '../catalogue/page.ts'
import { ViewHead } from './view-head.tsx'

/** In the place of a view whose code cannot be fetched. */
export function ViewFault() {
  const words = pageWords.value
  return (
    <>
      <ViewHead title={words.viewFault} lead={words.viewFaultLead} />
      <p>
        <button type="button" class="button" onClick={() => location.reload()}>
          {words.reload}
        </button>
      </p>
    </>
  )
}
