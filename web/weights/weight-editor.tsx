import { effect } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { Preset } from '../../domain/questionnaire.ts'
import type { ProfileRef } from '../api/profiles.ts'
import type { Draft } from '../form/draft.ts'
import type { EditStart } from './edit/begin-edit.ts'
import type { EditDraft } from './edit/edit-draft.ts'
import { openEdit } from './edit/weight-edit.ts'
import { WeightInsight } from './insight/weight-insight.tsx'
import { LiveRanking } from './ranking/live-ranking.tsx'
import { useRankings } from './ranking/use-rankings.ts'
import { ChangeText } from './save/change-text.tsx'
import { EditBar } from './save/edit-bar.tsx'
import { ReturnToBefore } from './save/return-to-before.tsx'
import { useSave } from './save/use-save.ts'
import { useTarget } from './save/use-target.ts'
import { WaysToWeigh } from './ways-to-weigh.tsx'

/** Sliders, the ranking that they make, and what becomes of them. */
export function WeightEditor(props: {
  start: EditStart
  draft: Draft<EditDraft | undefined>
  presets: readonly Preset[]
  /** Begins anew from the draft, or from what is there. */
  again: () => void
  onWritten: (profile: ProfileRef) => void
}) {
  const { start, draft, presets, again, onWritten } = props
  const root = useRef<HTMLDivElement>(null)
  const first = useRef(start)
  const edit = useMemo(() => openEdit(start), [start])
  useEffect(
    () =>
      effect(() => {
        draft.value.value = edit.isChanged.value ? { base: start.base, mine: edit.spec.value } : undefined
      }),
    [edit, draft],
  )
  const rankings = useRankings(edit)
  const target = useTarget(edit)
  const goOn = (from: EditDraft | undefined) => {
    if (from === undefined) target.form.forget()
    draft.value.value = from
    again()
  }
  const saving = useSave({ start, goOn, onWritten })
  return (
    <div ref={root} class="weights">
      <EditBar
        {...{ edit, target, saving, goOn, root, isResumed: draft.isResumed && start === first.current }}
      />
      <div class="weights__columns">
        <WaysToWeigh {...{ edit, presets, refusal: saving.refusal, rankings: rankings.value }} />
        <LiveRanking {...{ edit, rankings }} />
      </div>
      <WeightInsight change={edit.change} />
      <ReturnToBefore {...{ edit, saving }} />
      <ChangeText {...{ edit, target }} />
    </div>
  )
}
