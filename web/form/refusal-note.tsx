import type { ApiFault } from '../api/api-fault.ts'
import { pageWords } from '../catalogue/page.ts'
import { FaultText } from '../parts/fault-text.tsx'
import { fieldId } from './field-id.ts'
import { PlaceFaults } from './place-faults.tsx'

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
          <b>
            {places.length > 0 ? (
              `${pageWords.value.faultsAbove(places.length)}.`
            ) : (
              <FaultText fault={refusal} />
            )}
          </b>
        </p>
        <ul>
          {places.map(([pointer, faults]) => (
            <li key={pointer}>
              <a href={`#${fieldId(pointer)}`} onClick={(event) => toField(event, pointer)}>
                {pointer}
              </a>{' '}
              <PlaceFaults faults={faults} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
