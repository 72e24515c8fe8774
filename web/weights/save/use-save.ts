import { useState } from 'preact/hooks'
import type { SelectionProfileSpec } from '../../../domain/resources/selection-profile.ts'
import { faultOf, type ApiFault } from '../../api/api-fault.ts'
import { writeProfile, type ProfileRef } from '../../api/profiles.ts'
import { weightsWords } from '../../catalogue/weights.ts'
import { usePage } from '../../page/page-parts.ts'
import type { EditStart } from '../edit/begin-edit.ts'
import type { EditDraft } from '../edit/edit-draft.ts'
import { keyOf } from '../profile/profile-key.ts'

/** Writing a profile, and why the last attempt failed. */
export interface Saving {
  readonly isSaving: boolean
  readonly refusal: ApiFault | undefined
  /** `match` is the tag that was read, or `new`. */
  readonly save: (ref: ProfileRef, spec: SelectionProfileSpec, match: string) => Promise<void>
}

/** Saves; where somebody was faster, the edit goes on with theirs beside it, and nothing is overwritten. */
export function useSave(parts: {
  start: EditStart
  goOn: (from: EditDraft | undefined) => void
  onWritten: (profile: ProfileRef) => void
}): Saving {
  const { start, goOn, onWritten } = parts
  const { client, notices } = usePage()
  const [isSaving, setSaving] = useState(false)
  const [refusal, setRefusal] = useState<ApiFault | undefined>(undefined)
  const save: Saving['save'] = async (ref, spec, match) => {
    setSaving(true)
    setRefusal(undefined)
    try {
      const { profile } = await writeProfile(client, ref, spec, match)
      notices.tell({ text: weightsWords.value.saved(keyOf(ref), profile.version), tone: 'good' })
      goOn(undefined)
      onWritten(ref)
    } catch (error) {
      const fault = faultOf(error)
      if (fault.isConflict && match !== 'new') goOn({ base: start.base, mine: spec })
      else setRefusal(fault)
    } finally {
      setSaving(false)
    }
  }
  return { isSaving, refusal, save }
}
