import { useState } from 'preact/hooks'
import { weightsWords } from '../../catalogue/weights.ts'
import { usePage } from '../../page/page-parts.ts'
import type { BaseProfile, EditDraft } from '../edit/edit-draft.ts'
import type { WeightEdit } from '../edit/weight-edit.ts'
import { mergeEdits } from '../merge-edits.ts'
import { ConflictTable } from './conflict-table.tsx'
import { mergedSpec } from './merged-spec.ts'
import type { Saving } from './use-save.ts'

interface ConflictProps {
  readonly edit: WeightEdit
  readonly saving: Saving
  readonly goOn: (from: EditDraft | undefined) => void
}

/** Two have changed one profile: theirs, mine and what both began from, field by field, and the ways out. */
export function ConflictNote(props: ConflictProps & { theirs: BaseProfile | 'removed' }) {
  const { theirs, ...others } = props
  const words = weightsWords.value
  const title = theirs === 'removed' ? words.removed : words.conflict
  return (
    <section class="conflict stack" aria-labelledby="conflict-title">
      <div role="alert">
        <h3 id="conflict-title" class="conflict__title">
          {title}
        </h3>
      </div>
      {theirs === 'removed' ? <Removed {...others} /> : <Changed {...others} theirs={theirs} />}
    </section>
  )
}

function Removed({ edit, saving, goOn }: ConflictProps) {
  const words = weightsWords.value
  const { ref } = edit.start
  return (
    <>
      <p>{words.removedLead}</p>
      <p class="edit-bar__actions">
        <button type="button" class="button" onClick={() => goOn(undefined)}>
          {words.discard}
        </button>
        <button
          type="button"
          class="button button--main"
          disabled={saving.isSaving || ref === null}
          onClick={() => ref && void saving.save(ref, edit.spec.value, 'new')}
        >
          {words.saveAnew}
        </button>
      </p>
    </>
  )
}

function Changed({ edit, saving, goOn, theirs }: ConflictProps & { theirs: BaseProfile }) {
  const { announcer } = usePage()
  const words = weightsWords.value
  const { ref, base } = edit.start
  const mine = edit.spec.value
  const merged = mergeEdits(base.spec, mine, theirs.spec)
  const [givenUp, setGivenUp] = useState<ReadonlySet<string>>(new Set())
  const kept = merged.conflicts.map(({ pointer }) => pointer).filter((pointer) => !givenUp.has(pointer))
  const merge = () => {
    const pointers = [...merged.mineOnly, ...kept]
    announcer.say(words.merged)
    goOn(pointers.length === 0 ? undefined : { base: theirs, mine: mergedSpec(theirs.spec, mine, pointers) })
  }
  return (
    <>
      <p>{words.conflictLead(base.version, theirs.version)}</p>
      {merged.conflicts.length === 0 && (
        <p>{merged.mineOnly.length + merged.theirsOnly.length === 0 ? words.sameChange : words.noConflict}</p>
      )}
      <ConflictTable
        {...{ merged, base: base.spec, mine, theirs: theirs.spec, givenUp }}
        onChoose={(pointer, isMine) => {
          const others = [...givenUp].filter((each) => each !== pointer)
          setGivenUp(new Set(isMine ? others : [...others, pointer]))
        }}
      />
      <p class="edit-bar__actions">
        <button
          type="button"
          class="button"
          onClick={() => {
            announcer.say(words.tookTheirs)
            goOn(undefined)
          }}
        >
          {words.takeTheirs}
        </button>
        <button
          type="button"
          class="button"
          disabled={saving.isSaving || ref === null}
          onClick={() => ref && void saving.save(ref, mine, theirs.tag ?? 'new')}
        >
          {words.keepMine(theirs.version)}
        </button>
        <button type="button" class="button button--main" onClick={merge}>
          {words.merge}
        </button>
      </p>
    </>
  )
}
