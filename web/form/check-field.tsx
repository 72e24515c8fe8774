import type { Signal } from '@preact/signals'
import type { FieldProps } from './field.tsx'
import { fieldFault } from './field-fault.tsx'
import { fieldId } from './field-id.ts'

/** A yes or no; its label is its target too. */
export function CheckField(props: FieldProps & { value: Signal<boolean> }) {
  const { pointer, label, help, value } = props
  const id = fieldId(pointer)
  const fault = fieldFault(props.fault, props.refusal, pointer)
  return (
    <div class={`field field--check ${props.class ?? ''}`}>
      <label class="field__check">
        <input
          id={id}
          type="checkbox"
          checked={value.value}
          aria-describedby={help === undefined ? undefined : `${id}-help`}
          onChange={(event) => {
            value.value = event.currentTarget.checked
          }}
        />
        {label}
      </label>
      {help !== undefined && (
        <p id={`${id}-help`} class="field__help">
          {help}
        </p>
      )}
      {fault !== undefined && (
        <p class="field__fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}
