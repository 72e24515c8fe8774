import type { Signal } from '@preact/signals'
import { Field, type FieldProps } from './field.tsx'

/** Text of several lines, such as a table that is pasted in. */
export function TextArea(
  props: FieldProps & { value: Signal<string>; rows?: number; placeholder?: string; isCode?: boolean },
) {
  const { value, rows = 6, placeholder, isCode } = props
  return (
    <Field
      {...props}
      control={(wiring) => (
        <textarea
          {...wiring}
          class={isCode ? 'input input--code' : 'input'}
          rows={rows}
          placeholder={placeholder}
          spellcheck={!isCode}
          value={value.value}
          onInput={(event) => {
            value.value = event.currentTarget.value
          }}
        />
      )}
    />
  )
}
