import { useSignal, type Signal } from '@preact/signals'
import { formatNumber } from '../format/number.ts'
import { Field, type FieldProps } from './field.tsx'
import { numberFault } from './number-fault.ts'
import { numberOf } from './number-of.ts'

interface Typed {
  readonly text: string
  readonly of: Signal<number>
  readonly at: number
}

/** A slider with a number field beside it: what can be dragged can be typed too (WCAG 2.5.7). */
export function SliderField(
  props: FieldProps & {
    value: Signal<number>
    min: number
    max: number
    step: number
    /** The name of the number field for screen readers: the label in plain text. */
    name: string
    /** When the slider is let go, or a number is typed: for what is too dear to ask at every step. */
    onSettle?: (value: number) => void
  },
) {
  const { value, min, max, step, name, onSettle } = props
  const bounds = { min, max }
  // What is typed and is no number yet; the value stays what it was. It counts until something else sets the value.
  const typed = useSignal<Typed | undefined>(undefined)
  const isTyped = typed.value?.of === value && typed.value.at === value.value
  const text = isTyped ? typed.value?.text : undefined
  const take = (number: number) => {
    typed.value = undefined
    value.value = number
  }
  const type = (text: string) => {
    const { number } = numberOf(text, bounds)
    if (number !== undefined) {
      value.value = number
      onSettle?.(number)
    }
    typed.value = { text, of: value, at: value.value }
  }
  const fault = text === undefined ? undefined : numberFault(text, bounds)
  return (
    <Field
      {...props}
      fault={props.fault ?? fault}
      class={`slider ${props.class ?? ''}`}
      control={(wiring) => (
        <span class="slider__line">
          <input
            {...wiring}
            class="slider__range"
            type="range"
            {...{ min, max, step }}
            value={value.value}
            onInput={(event) => take(event.currentTarget.valueAsNumber)}
            onChange={(event) => onSettle?.(event.currentTarget.valueAsNumber)}
          />
          <input
            class="input slider__number"
            type="text"
            inputMode="decimal"
            aria-label={name}
            aria-invalid={wiring['aria-invalid']}
            aria-describedby={wiring['aria-describedby']}
            maxLength={12}
            value={text ?? formatNumber(value.value)}
            onInput={(event) => type(event.currentTarget.value)}
            onBlur={() => {
              if (text !== undefined && numberOf(text, bounds).number !== undefined) typed.value = undefined
            }}
          />
        </span>
      )}
    />
  )
}
