import type { SelectionProfileSpec } from '../../../domain/resources/selection-profile.ts'
import { weightsWords } from '../../catalogue/weights.ts'
import type { MergedEdits } from '../merge-edits.ts'
import { ConflictRow, type WhoChanged } from './conflict-row.tsx'
import { fieldOf } from './merged-spec.ts'

/** Every field that differs, those first that both changed, which of the two it shall be is chosen there. */
export function ConflictTable(props: {
  merged: MergedEdits
  base: SelectionProfileSpec
  mine: SelectionProfileSpec
  theirs: SelectionProfileSpec
  /** Fields of which theirs is taken. */
  givenUp: ReadonlySet<string>
  onChoose: (pointer: string, isMine: boolean) => void
}) {
  const { merged, base, mine, theirs, givenUp, onChoose } = props
  const words = weightsWords.value
  const rows: readonly (readonly [string, WhoChanged])[] = [
    ...merged.conflicts.map(({ pointer }) => [pointer, 'both'] as const),
    ...merged.theirsOnly.map((pointer) => [pointer, 'onlyTheirs'] as const),
    ...merged.mineOnly.map((pointer) => [pointer, 'onlyMine'] as const),
  ]
  if (rows.length === 0) return null
  return (
    <div class="sideways" role="region" aria-label={words.conflict} tabIndex={0}>
      <table class="table conflict__table">
        <thead>
          <tr>
            {[words.field, words.base, words.theirs, words.mine].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([pointer, who]) => (
            <ConflictRow
              key={pointer}
              {...{ pointer, who, onChoose, isMine: !givenUp.has(pointer) }}
              base={fieldOf(base, pointer)}
              theirs={fieldOf(theirs, pointer)}
              mine={fieldOf(mine, pointer)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}
