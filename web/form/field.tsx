import type { ComponentChildren } from 'preact'
import type { ApiFault } from '../api/api-fault.ts'
import { pageWords } from '../catalogue/page.ts'
import { fieldFault } from './field-fault.tsx'
import { fieldId } from './field-id.ts'

/** What every field of a form is given. */
export interface FieldProps {
  /** Where its value stands in the body that is sent, as a JSON pointer; the field's id comes from it. */
  readonly pointer: string
  readonly label: ComponentChildren
  /** What it is for, and an example. */
  readonly help?: ComponentChildren
  /** What the form itself finds wrong with it. */
  readonly fault?: ComponentChildren
  /** The server's answer to the last attempt: what it says of this place is shown here. */
  readonly refusal?: ApiFault | undefined
  readonly isOptional?: boolean
  readonly class?: string
}

/** What a control has to carry so that label, help and message belong to it. */
export interface Wiring {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
}

/** A label, a control, its help, and its message where something is wrong; what was typed stays. */
export function Field(props: FieldProps & { control: (wiring: Wiring) => ComponentChildren }) {
  const { pointer, label, help, isOptional } = props
  const id = fieldId(pointer)
  const fault = fieldFault(props.fault, props.refusal, pointer)
  const described = [help !== undefined && `${id}-help`, fault !== undefined && `${id}-fault`].filter(Boolean)
  return (
    <div class={`field ${fault === undefined ? '' : 'field--faulty'} ${props.class ?? ''}`}>
      <label class="field__label" for={id}>
        {label}
        {isOptional && <span class="field__optional">{pageWords.value.optional}</span>}
      </label>
      {help !== undefined && (
        <p id={`${id}-help`} class="field__help">
          {help}
        </p>
      )}
      {props.control({
        id,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        'aria-invalid': fault !== undefined,
      })}
      {fault !== undefined && (
        <p id={`${id}-fault`} class="field__fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}
