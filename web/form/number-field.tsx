import type { Signal } from '@preact/signals'
import type { FieldProps } from './field.tsx'
import { numberFault } from './number-fault.ts'
import type { Bounds } from './number-of.ts'
import { TextField } from './text-field.tsx'

/**
 * A number as text, so that nothing that was typed is lost: `numberOf` reads it. Its message comes once something was typed
 * or sent.
 */
export function NumberField(props: FieldProps & { value: Signal<string>; bounds: Bounds; unit?: string }) {
  const { value, bounds, isOptional, refusal } = props
  const fault = value.value === '' && !refusal ? undefined : numberFault(value.value, bounds, isOptional)
  return <TextField {...props} fault={props.fault ?? fault} inputMode="decimal" maxLength={40} />
}
