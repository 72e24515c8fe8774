import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { weightsWords } from '../../catalogue/weights.ts'
import { fieldId } from '../../form/field-id.ts'
import { usePage } from '../../page/page-parts.ts'
import { isWritable } from '../edit/begin-edit.ts'
import type { EditDraft } from '../edit/edit-draft.ts'
import type { WeightEdit } from '../edit/weight-edit.ts'
import { keyOf } from '../profile/profile-key.ts'
import { ConflictNote } from './conflict-note.tsx'
import { EditState } from './edit-state.tsx'
import { NewProfileFields } from './new-profile-fields.tsx'
import { SaveRefusal } from './save-refusal.tsx'
import type { Saving } from './use-save.ts'
import type { SaveTarget } from './use-target.ts'

interface BarProps {
  readonly edit: WeightEdit
  readonly target: SaveTarget
  readonly saving: Saving
  readonly goOn: (from: EditDraft | undefined) => void
  /** Around all fields: one with a fault is shown before anything is saved. */
  readonly root: RefObject<HTMLElement | null>
  readonly isResumed: boolean
}

/** What is looked at, what has changed, and saving it. */
export function EditBar(props: BarProps) {
  const { edit, target, saving, goOn, isResumed } = props
  const { start } = edit
  const words = weightsWords.value
  const [isTried, setTried] = useState(false)
  return (
    <section class="panel stack" aria-label={start.ref === null ? words.builtIn : keyOf(start.ref)}>
      <div class="edit-bar">
        <EditState edit={edit} isResumed={isResumed} />
        {start.theirs === undefined && <Actions {...props} onTried={() => setTried(true)} />}
      </div>
      {start.theirs !== undefined && <ConflictNote {...{ edit, saving, goOn, theirs: start.theirs }} />}
      {start.theirs === undefined && target.isNew && (
        <NewProfileFields {...{ target, isTried, refusal: saving.refusal }} />
      )}
      <SaveRefusal {...{ target, refusal: saving.refusal }} />
    </section>
  )
}

function Actions({ edit, target, saving, goOn, root, onTried }: BarProps & { onTried: () => void }) {
  const { announcer } = usePage()
  const words = weightsWords.value
  const { start, isChanged, isSound } = edit
  const save = () => {
    onTried()
    const [missing] = target.faults
    const faulty =
      missing === undefined
        ? root.current?.querySelector<HTMLElement>('input[type="text"][aria-invalid="true"]')
        : document.getElementById(fieldId(missing))
    if (faulty || target.ref === undefined) {
      faulty?.focus()
      announcer.say(words.fixFirst)
    } else void saving.save(target.ref, target.spec, target.isNew ? 'new' : (start.base.tag ?? 'new'))
  }
  return (
    <p class="edit-bar__actions">
      {isWritable(start) && (
        <button
          type="button"
          class="button button--quiet"
          onClick={() => (target.form.isWanted.value = !target.isNew)}
        >
          {target.isNew ? words.notAsNew : words.asNew}
        </button>
      )}
      {isChanged.value && (
        <button type="button" class="button" onClick={() => goOn(undefined)}>
          {words.discard}
        </button>
      )}
      <button
        type="button"
        class="button button--main"
        disabled={saving.isSaving || !isSound.value || (!isChanged.value && !target.isNew)}
        onClick={save}
      >
        {saving.isSaving ? words.saving : target.isNew ? words.saveNew : words.save}
      </button>
    </p>
  )
}
