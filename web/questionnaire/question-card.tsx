import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { ApiFault } from '../api/api-fault.ts'
import type { QuestionKey } from '../../domain/answers.ts'
import type { Question } from '../../domain/questionnaire.ts'
import { questionnaireWords } from '../catalogue/questionnaire.ts'
import { fieldFault } from '../form/field-fault.tsx'
import { NumberField } from '../form/number-field.tsx'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { answerFields, pointerOf, type AnswerField } from './answer-fields.ts'
import type { AnswerForm } from './answer-form.ts'
import type { TextFault } from './answers-of.ts'
import { Choices } from './choices.tsx'
import { chooseByKey } from './choose-by-key.ts'

interface CardProps {
  readonly question: Question
  readonly form: AnswerForm
  readonly faults: ReadonlyMap<string, TextFault>
  readonly refusal: ApiFault | undefined
  /** Where it stands, above its title. */
  readonly place: string
  /** Whether the focus moves to it when it appears. */
  readonly takesFocus: boolean
}

/** One question: what is asked, why, an example, and its fields. */
export function QuestionCard(props: CardProps) {
  const { question, form, place, takesFocus } = props
  const words = questionnaireWords.value
  const key = question.key as QuestionKey
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus) title.current?.focus()
  }, [key, takesFocus])
  const fields = answerFields[key]
  return (
    <section
      class="panel stack question"
      aria-labelledby={`question-${key}`}
      onKeyDown={(event) => chooseByKey(event, question, fields, form)}
    >
      <div>
        <p class="question__place">{place}</p>
        <h2 ref={title} id={`question-${key}`} class="section__title" tabIndex={-1}>
          {question.title}
        </h2>
      </div>
      <p class="question__text">
        <b>{words.example}:</b> {words.examples[key]}
      </p>
      <div class="question__fields">{fields.map((field) => fieldOf(field, props))}</div>
      <p class="question__text">
        <b>{words.why}:</b> {question.help} ({question.leadsTo.map((part) => words.leadsTo[part]).join('; ')})
      </p>
      <p class="question__text">
        <b>{words.unknown}:</b> {words.unknownMeans}
      </p>
      {fields.length > 1 && (
        <p>
          <button type="button" class="button" onClick={() => clearFields(key, form)}>
            {words.unknown}
          </button>
        </p>
      )}
    </section>
  )
}

const clearFields = (key: QuestionKey, form: AnswerForm) => {
  for (const { at } of answerFields[key]) form.at(pointerOf(key, at)).value = ''
}

function fieldOf(field: AnswerField, { question, form, faults, refusal }: CardProps): ComponentChildren {
  const words = questionnaireWords.value
  const pointer = pointerOf(question.key as QuestionKey, field.at)
  const fault = faults.get(pointer)
  const usual = {
    key: pointer,
    pointer,
    refusal,
    value: form.at(pointer),
    label: words.fields[field.at] ?? '',
    fault: fault === undefined || fault === 'number' ? undefined : words.faults[fault],
  }
  const unit = words.units[field.at]
  const none = { value: '', label: words.unknown }
  switch (field.kind) {
    case 'choice':
    case 'several':
      return (
        <Choices
          {...usual}
          question={question}
          isMany={field.kind === 'several'}
          fault={fieldFault(undefined, refusal, pointer)}
        />
      )
    case 'number':
      return <NumberField {...usual} bounds={field.bounds} isOptional {...(unit !== undefined && { unit })} />
    case 'yes':
      return (
        <SelectField
          {...usual}
          options={[none, { value: 'yes', label: words.yes }, { value: 'no', label: words.no }]}
        />
      )
    case 'strictness':
      return (
        <SelectField
          {...usual}
          options={[
            { value: '', label: words.strictness.goal },
            { value: 'must', label: words.strictness.must },
          ]}
        />
      )
    default:
      return <TextField {...usual} isOptional maxLength={40} />
  }
}
