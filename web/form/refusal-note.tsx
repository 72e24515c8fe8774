import type { ApiFault } from '../api/api-fault.ts'
import { pageWords } from '../catalogue/page.ts'
import { fieldId } from './field-id.ts'

/** Above a form that was refused: the server's sentence, and a link to each field that it is about. */
export function RefusalNote({ refusal }: { refusal: ApiFault | undefined }) {
  if (refusal === undefined) return null
  const places = [...refusal.at]
  const toField = (event: Event, pointer: string) => {
    event.preventDefault()
    document.getElementById(fieldId(pointer))?.focus()
  }
  return (
    <div class="fault" role="alert">
      <div>
        <p>
          <b>{places.length > 0 ? `${pageWords.value.faultsAbove(places.length)}.` : refusal.message}</b>
        </p>
        <ul>
          {places.map(([pointer, detail]) => (
            <li key={pointer}>
              <a href={`#${fieldId(pointer)}`} onClick={(event) => toField(event, pointer)}>
                {pointer}
              </a>{' '}
              {detail}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
