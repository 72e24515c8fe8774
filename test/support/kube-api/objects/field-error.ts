/** What is wrong with one field, in the words of the API. */
export interface FieldError {
  readonly field: string
  readonly type: keyof typeof reasons
  readonly text: string
}

const reasons = {
  'Invalid value': 'FieldValueInvalid',
  'Required value': 'FieldValueRequired',
  'Unsupported value': 'FieldValueNotSupported',
  'Duplicate value': 'FieldValueDuplicate',
  'Too long': 'FieldValueTooLong',
  'Too many': 'FieldValueTooMany',
  Forbidden: 'FieldValueForbidden',
} as const

const shown = (value: unknown) => (value === undefined ? 'null' : JSON.stringify(value))

/** The kinds of faults that a field can have. */
export const fieldError = {
  invalid: (field: string, value: unknown, why: string): FieldError => ({
    field,
    type: 'Invalid value',
    text: `Invalid value: ${shown(value)}: ${why}`,
  }),
  required: (field: string, why = ''): FieldError => ({
    field,
    type: 'Required value',
    text: why === '' ? 'Required value' : `Required value: ${why}`,
  }),
  unsupported: (field: string, value: unknown, allowed: readonly unknown[]): FieldError => ({
    field,
    type: 'Unsupported value',
    text: `Unsupported value: ${shown(value)}: supported values: ${allowed.map(shown).join(', ')}`,
  }),
  duplicate: (field: string, value: unknown): FieldError => ({
    field,
    type: 'Duplicate value',
    text: `Duplicate value: ${shown(value)}`,
  }),
  tooLong: (field: string, max: number): FieldError => ({
    field,
    type: 'Too long',
    text: `Too long: may not be more than ${max} bytes`,
  }),
  tooMany: (field: string, count: number, max: number): FieldError => ({
    field,
    type: 'Too many',
    text: `Too many: ${count}: must have at most ${max} items`,
  }),
  forbidden: (field: string, why: string): FieldError => ({
    field,
    type: 'Forbidden',
    text: `Forbidden: ${why}`,
  }),
}

/** How a cause stands in `details.causes` of a Status. */
export const causeOf = ({ field, type, text }: FieldError) => ({
  reason: reasons[type],
  message: text,
  field,
})
