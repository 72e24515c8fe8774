import { useState } from 'preact/hooks'
import type { SelectionProfileSpec } from '../../../domain/resources/selection-profile.ts'
import { weightsWords } from '../../catalogue/weights.ts'
import { Confirm } from '../../parts/confirm.tsx'
import { isWritable } from '../edit/begin-edit.ts'
import type { WeightEdit } from '../edit/weight-edit.ts'
import { ProfileHistory } from '../history/profile-history.tsx'
import type { Saving } from './use-save.ts'

/** Who changed the profile, and the way back: saved at once, unless something here is not saved yet. */
export function ReturnToBefore({ edit, saving }: { edit: WeightEdit; saving: Saving }) {
  const words = weightsWords.value
  const { ref, base } = edit.start
  const [asked, setAsked] = useState<SelectionProfileSpec | undefined>(undefined)
  if (ref === null || !isWritable(edit.start)) return null
  const goBack = (spec: SelectionProfileSpec) => {
    setAsked(undefined)
    void saving.save(ref, spec, base.tag ?? 'new')
  }
  return (
    <>
      <ProfileHistory
        profile={ref}
        version={base.version}
        onReturn={(spec) => (edit.isChanged.peek() ? setAsked(spec) : goBack(spec))}
      />
      {asked && (
        <Confirm
          title={words.returnTitle}
          action={words.returnAction}
          onCancel={() => setAsked(undefined)}
          onConfirm={() => goBack(asked)}
        >
          <p>{words.returnLead}</p>
        </Confirm>
      )}
    </>
  )
}
