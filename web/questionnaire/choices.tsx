import type { ComponentChildren } from 'preact'
import type { Signal } from '@preact/signals'
import type { Question } from '../../domain/questionnaire.ts'
import { questionnaireWords } from '../catalogue/questionnaire.ts'
import { fieldId } from '../form/field-id.ts'
import { toggled } from './choose-by-key.ts'

/** What can be chosen, numbered by the keys that choose it. */
export function Choices(props: {
  question: Question
  pointer: string
  value: Signal<string>
  isMany: boolean
  fault: ComponentChildren
}) {
  const { question, pointer, value, isMany, fault } = props
  const chosen = value.value === '' ? [''] : isMany ? value.value.split(',') : [value.value]
  const options = [...question.options, { value: '', label: questionnaireWords.value.unknown }]
  const choose = (option: string) => {
    value.value = isMany && option !== '' ? toggled(value.value, option) : option
  }
  return (
    <fieldset
      id={fieldId(pointer)}
      class="choices"
      aria-labelledby={`question-${question.key}`}
      tabIndex={-1}
    >
      {options.map((option, index) => (
        <label key={option.value} class="choices__one">
          <input
            type={isMany ? 'checkbox' : 'radio'}
            name={pointer}
            checked={chosen.includes(option.value)}
            onChange={() => choose(option.value)}
          />
          <kbd>{option.value === '' ? 0 : index + 1}</kbd>
          {option.label}
        </label>
      ))}
      {fault !== undefined && (
        <p class="field__fault" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  )
}
