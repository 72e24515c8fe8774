import type { Kpi } from '../../../domain/kpi.ts'
import { terms } from '../../catalogue/terms.ts'
import { weightsWords } from '../../catalogue/weights.ts'

/** Who has changed a field. */
export type WhoChanged = 'both' | 'onlyTheirs' | 'onlyMine'

/** A field as it was, as they have it and as I have it; where both changed it, one of them is chosen. */
export function ConflictRow(props: {
  pointer: string
  who: WhoChanged
  base: unknown
  theirs: unknown
  mine: unknown
  isMine: boolean
  onChoose: (pointer: string, isMine: boolean) => void
}) {
  const { pointer, who, base, theirs, mine, isMine, onChoose } = props
  const words = weightsWords.value
  const choice = (value: unknown, title: string, isChosen: boolean, takesMine: boolean) =>
    who === 'both' ? (
      <label class="conflict__choice">
        <input
          type="radio"
          name={`conflict${pointer}`}
          aria-label={`${nameOf(pointer)}: ${title}, ${said(value)}`}
          checked={isChosen}
          onChange={() => onChoose(pointer, takesMine)}
        />
        {said(value)}
      </label>
    ) : (
      said(value)
    )
  return (
    <tr>
      <th scope="row">
        {nameOf(pointer)} <span class="conflict__who">{words[who]}</span>
      </th>
      <td>{said(base)}</td>
      <td class={isTaken(who, 'theirs', isMine)}>{choice(theirs, words.theirs, !isMine, false)}</td>
      <td class={isTaken(who, 'mine', isMine)}>{choice(mine, words.mine, isMine, true)}</td>
    </tr>
  )
}

/** What a merge would take. */
function isTaken(who: WhoChanged, side: 'theirs' | 'mine', isMine: boolean): string {
  const taken = who === 'both' ? (isMine ? 'mine' : 'theirs') : who === 'onlyMine' ? 'mine' : 'theirs'
  return taken === side ? 'table__changed' : ''
}

function nameOf(pointer: string): string {
  const kpi = pointer.startsWith('/weights/') ? pointer.slice('/weights/'.length) : ''
  return kpi in terms.value.kpi ? weightsWords.value.weightOf(terms.value.kpi[kpi as Kpi].name) : pointer
}

const said = (value: unknown): string =>
  value === undefined ? weightsWords.value.absent : typeof value === 'string' ? value : JSON.stringify(value)
