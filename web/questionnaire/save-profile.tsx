import { useState } from 'preact/hooks'
import type { ProfileProposal } from '../../domain/questionnaire.ts'
import { faultOf, type ApiFault } from '../api/api-fault.ts'
import { readProfile, writeProfile, type ReadProfile } from '../api/profiles.ts'
import { questionnaireWords } from '../catalogue/questionnaire.ts'
import { RefusalNote } from '../form/refusal-note.tsx'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { usePage } from '../page/page-parts.ts'
import { CopyBlock } from '../parts/copy-block.tsx'
import type { AnswerForm } from './answer-form.ts'
import type { ProfileTarget } from './profile-target.ts'

interface SaveProps {
  readonly form: AnswerForm
  readonly proposal: ProfileProposal
  readonly target: ProfileTarget
  readonly refusal: ApiFault | undefined
  /** Whether what is shown is what stands in the form. */
  readonly isCurrent: boolean
}

/** What the answers come to: saved, copied as YAML, or named by a pod. */
export function SaveProfile(props: SaveProps) {
  const words = questionnaireWords.value
  const { proposal } = props
  return (
    <section class="panel stack" aria-labelledby="profile-title">
      <h2 id="profile-title" class="section__title">
        {words.result}
      </h2>
      <TargetFields {...props} />
      <SaveButton {...props} />
      <CopyBlock label={words.yaml} text={proposal.yaml} />
      <CopyBlock label={words.annotation} text={annotationsOf(proposal.annotations)} />
    </section>
  )
}

const annotationsOf = (annotations: ProfileProposal['annotations']) =>
  ['annotations:', ...Object.entries(annotations).map(([key, value]) => `  ${key}: '${value}'`)].join('\n')

function TargetFields({ form, target: { faults }, refusal }: SaveProps) {
  const words = questionnaireWords.value
  const bad = (at: '/name' | '/namespace') => (faults.has(at) ? words.badName : undefined)
  const applies = (['annotation', 'namespace', 'selector'] as const).map((value) => ({
    value: value === 'annotation' ? '' : value,
    label: words.applies[value],
  }))
  const field = (pointer: string) => ({ pointer, refusal, value: form.at(pointer) })
  return (
    <div class="question__fields">
      <TextField
        {...field('/name')}
        label={words.name}
        help={words.nameHelp}
        placeholder="answered"
        fault={bad('/name')}
      />
      <TextField
        {...field('/namespace')}
        label={words.namespace}
        placeholder="default"
        fault={bad('/namespace')}
      />
      <SelectField {...field('/for')} label={words.appliesTo} options={applies} />
      {form.at('/for').value === 'selector' && (
        <TextField
          {...field('/podSelector')}
          label={words.labels}
          help={words.labelsHelp}
          fault={faults.has('/podSelector') ? words.badLabels : undefined}
        />
      )}
    </div>
  )
}

function SaveButton({ proposal, target, isCurrent }: SaveProps) {
  const { client, notices, announcer } = usePage()
  const words = questionnaireWords.value
  const [isSaving, setSaving] = useState(false)
  const [refusal, setRefusal] = useState<ApiFault | undefined>(undefined)
  const [there, setThere] = useState<ReadProfile | undefined>(undefined)
  const { name = '', namespace = '' } = target.request
  const ref = { name, namespace }
  const title = `${namespace}/${name}`
  const isThere = there?.profile.name === name && there.profile.namespace === namespace
  const save = async (match: string) => {
    if (!isCurrent) {
      announcer.say(words.fixFirst)
      return
    }
    setSaving(true)
    setRefusal(undefined)
    try {
      await writeProfile(client, ref, proposal.spec, match)
      setThere(undefined)
      notices.tell({ text: words.saved(title), tone: 'good' })
    } catch (error) {
      const fault = faultOf(error)
      if (fault.isConflict)
        setThere(await readProfile(client, ref, new AbortController().signal).catch(() => undefined))
      setRefusal(fault)
    } finally {
      setSaving(false)
    }
  }
  return (
    <>
      {!isCurrent && <p class="field__fault">{words.fixFirst}</p>}
      {refusal?.isConflict ? <p role="alert">{words.exists(title)}</p> : <RefusalNote refusal={refusal} />}
      {there && isThere && (
        <CopyBlock label={words.compare} text={JSON.stringify(there.profile.spec, null, 2)} />
      )}
      <p class="question__steps">
        <button
          type="button"
          class="button button--main"
          disabled={isSaving || !isCurrent}
          onClick={() => void save('new')}
        >
          {isSaving ? words.saving : words.save}
        </button>
        {there?.tag && isThere && (
          <button type="button" class="button" onClick={() => void save(there.tag ?? 'new')}>
            {words.replace(there.profile.version)}
          </button>
        )}
      </p>
    </>
  )
}
