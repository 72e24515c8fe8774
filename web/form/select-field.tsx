import type { Signal } from '@preact/signals'
import { Field, type FieldProps } from './field.tsx'

/** One of a list that is closed; the native control, which phones and screen readers know best. */
export function SelectField<Value extends string>(
  props: FieldProps & {
    value: Signal<Value>
    options: readonly { readonly value: Value; readonly label: string }[]
  },
) {
  const { value, options } = props
  return (
    <Field
      {...props}
      control={(wiring) => (
        <select
          {...wiring}
          class="input input--select"
          value={value.value}
          onChange={(event) => {
            const chosen = options[event.currentTarget.selectedIndex]
            if (chosen) value.value = chosen.value
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    />
  )
}
