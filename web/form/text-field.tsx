import type { Signal } from '@preact/signals'
import { Field, type FieldProps, type Wiring } from './field.tsx'

interface TextProps extends FieldProps {
  readonly value: Signal<string>
  /** After the input, such as a unit. */
  readonly unit?: string
  readonly placeholder?: string
  readonly maxLength?: number
  readonly inputMode?: 'text' | 'decimal' | 'numeric' | 'search'
  /** What is offered while typing; anything else can be typed as well. */
  readonly suggestions?: readonly string[]
}

/** A line of text. */
export function TextField(props: TextProps) {
  const { unit, suggestions } = props
  return (
    <Field
      {...props}
      control={(wiring) => (
        <span class="field__line">
          {suggestions === undefined ? (
            <input {...inputOf(props, wiring)} />
          ) : (
            <Suggesting suggestions={suggestions} wiring={wiring} text={props} />
          )}
          {unit !== undefined && <span class="field__unit">{unit}</span>}
        </span>
      )}
    />
  )
}

const inputOf = ({ value, placeholder, maxLength, inputMode }: TextProps, wiring: Wiring) => ({
  ...wiring,
  class: 'input',
  type: 'text' as const,
  autocomplete: 'off' as const,
  spellcheck: false,
  placeholder,
  maxLength,
  inputMode,
  value: value.value,
  onInput: (event: { readonly currentTarget: HTMLInputElement }) => {
    value.value = event.currentTarget.value
  },
})

function Suggesting(props: { suggestions: readonly string[]; wiring: Wiring; text: TextProps }) {
  const { suggestions, wiring, text } = props
  const list = `${wiring.id}-suggestions`
  return (
    <>
      <input {...inputOf(text, wiring)} list={list} />
      <datalist id={list}>
        {suggestions.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </>
  )
}
