import type { CniError } from '../../cni/cni-error.ts'
import { memberSources } from '../../cni/splice-members.ts'
import { refused } from '../refused.ts'
import { quoted } from '../quoted.ts'
import type { FaultOf } from './value-faults.ts'

/** Where an element stands, for whoever has to correct it. */
export interface Place {
  /** In the list, counted from 1. */
  readonly position: number
  /** The annotation's key. */
  readonly where: string
}

/** Reads keys of one element. Null and empty text count as absent; a value with a fault is refused with code 7. */
export interface ElementReader {
  text(key: string, faultOf: (value: string) => string | null): string | null
  /** The value and its source text, which has what parsing loses: big integers, order, unknown members. */
  source(key: string, faultOf: FaultOf): { readonly value: unknown; readonly source: string } | null
  fail(key: string, fault: string): CniError
}

/**
 * A reader of the element's keys, which it gets parsed and as source text.
 * @throws {CniError} of code 7 if it is no object
 */
export function elementReader(element: unknown, source: string, { position, where }: Place): ElementReader {
  if (typeof element !== 'object' || element === null || Array.isArray(element))
    throw refused(
      `Cannot read network ${position} in ${where} as ${quoted(element)} is no object: write {"name":"..."}`,
    )
  const values = element as Readonly<Record<string, unknown>>
  const sources = memberSources(source)
  const fail = (key: string, fault: string) =>
    refused(
      `Cannot use the ${key} of network ${position} (${quoted(values['name'])}) in ${where} as ${fault}`,
    )
  return {
    fail,
    text(key, faultOf) {
      const value = values[key] ?? ''
      if (typeof value !== 'string') throw fail(key, `${quoted(value)} is no text`)
      const fault = value === '' ? null : faultOf(value)
      if (fault !== null) throw fail(key, fault)
      return value || null
    },
    source(key, faultOf) {
      const value = values[key] ?? ''
      const fault = value === '' ? null : faultOf(value)
      if (fault !== null) throw fail(key, fault)
      return value === '' ? null : { value, source: sources.get(key) ?? '' }
    },
  }
}
