import { isIPv4, isIPv6 } from 'node:net'
import { isDeepStrictEqual } from 'node:util'
import { fieldError, type FieldError } from '../objects/field-error.ts'
import { isCidr } from '../cel/ip-block.ts'
import type { Schema } from './schema.ts'

/** What is wrong with a text, a number or a truth value. */
export function scalarErrors(value: unknown, schema: Schema, path: string): FieldError[] {
  const choices = schema['enum']
  const errors: FieldError[] = []
  if (Array.isArray(choices) && !choices.some((choice) => isDeepStrictEqual(choice, value)))
    errors.push(fieldError.unsupported(path, value, choices as readonly unknown[]))
  if (typeof value === 'string') errors.push(...textErrors(value, schema, path))
  if (typeof value === 'number') errors.push(...numberErrors(value, schema, path))
  return errors
}

function textErrors(value: string, schema: Schema, path: string): FieldError[] {
  const { pattern, maxLength, minLength, format } = schema
  const length = Array.from(value).length
  const errors: FieldError[] = []
  const wrong = (why: string) => errors.push(fieldError.invalid(path, value, `${path} in body ${why}`))
  if (typeof maxLength === 'number' && length > maxLength) errors.push(fieldError.tooLong(path, maxLength))
  if (typeof minLength === 'number' && length < minLength) wrong(`should be at least ${minLength} chars long`)
  if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value)) wrong(`should match '${pattern}'`)
  if (typeof format === 'string' && formats[format]?.(value) === false)
    wrong(`must be of type ${format}: ${JSON.stringify(value)}`)
  return errors
}

/** Formats that a real server checks; others mean nothing. */
const formats: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': (text) =>
    /^\d{4}-\d\d-\d\d[tT]\d\d:\d\d:\d\d(\.\d+)?([zZ]|[+-]\d\d:\d\d)$/.test(text) &&
    !Number.isNaN(Date.parse(text)),
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)),
  duration: (text) => /^-?(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$|^0$/.test(text),
  ipv4: isIPv4,
  ipv6: isIPv6,
  cidr: isCidr,
  uuid: (text) => /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(text),
  byte: (text) => /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0,
  mac: (text) => /^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i.test(text),
  hostname: (text) =>
    /^[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?(\.[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)*$/.test(text),
  uri: (text) => URL.canParse(text),
  email: (text) => /^[^@\s]+@[^@\s]+$/.test(text),
}

function numberErrors(value: number, schema: Schema, path: string): FieldError[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = schema
  const errors: FieldError[] = []
  const wrong = (why: string) => errors.push(fieldError.invalid(path, value, `${path} in body ${why}`))
  if (typeof minimum === 'number')
    if (exclusiveMinimum === true ? value <= minimum : value < minimum)
      wrong(`should be greater than ${exclusiveMinimum === true ? '' : 'or equal to '}${minimum}`)
  if (typeof maximum === 'number')
    if (exclusiveMaximum === true ? value >= maximum : value > maximum)
      wrong(`should be less than ${exclusiveMaximum === true ? '' : 'or equal to '}${maximum}`)
  if (typeof multipleOf === 'number' && !Number.isInteger(value / multipleOf))
    wrong(`should be a multiple of ${multipleOf}`)
  if (format === 'int32' && (value > 2 ** 31 - 1 || value < -(2 ** 31)))
    wrong(`must be of type int32: "number"`)
  return errors
}
