import type { Preset } from '../../domain/questionnaire.ts'
import type { ProfileRef } from '../api/profiles.ts'
import { useAnswer } from '../api/use-answer.ts'
import { useDraft } from '../form/draft.ts'
import { usePage } from '../page/page-parts.ts'
import { Awaited } from '../parts/awaited.tsx'
import { beginEdit } from './edit/begin-edit.ts'
import { readEditDraft, type EditDraft } from './edit/edit-draft.ts'
import { keyOf } from './profile/profile-key.ts'
import { WeightEditor } from './weight-editor.tsx'

/** One profile, from where its edit begins or was left. */
export function WeightsOfProfile(props: {
  profile: ProfileRef | null
  presets: readonly Preset[]
  onWritten: (profile: ProfileRef) => void
}) {
  const { profile, presets, onWritten } = props
  const { client, memory } = usePage()
  const name = `weights-${profile === null ? '' : keyOf(profile)}`
  const draft = useDraft<EditDraft | undefined>(memory.browser, name, undefined, readEditDraft)
  const start = useAnswer((signal) => beginEdit(client, profile, draft.value.peek(), signal), [client, name])
  return (
    <Awaited answer={start} rows={8}>
      {(value) => <WeightEditor {...{ start: value, draft, presets, onWritten, again: start.again }} />}
    </Awaited>
  )
}
