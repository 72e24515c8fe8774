import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Decision, DecisionOutcome } from '../../domain/decision.ts'
import { packBody, unpackBody, type DecisionBody, type PackedBody } from '../packed-decision.ts'

/** A decision as it is kept: all that never changes of it in its body, packed or not, as JSON or JSON deflated. */
export interface DecisionRow {
  readonly body: string | Buffer
  readonly outcome: DecisionOutcome
  readonly error: string | null
}

/**
 * The best level takes twice the time for a fifteenth of the bytes. A decision is a few kilobytes, so
 * zlib needs no window of more than eight, and works in 50 KB in place of 270.
 */
const quickest = { level: 1, windowBits: 13, memLevel: 5, chunkSize: 4_096 }
/** Holds most decisions whole: zlib takes so much memory for each, twice as much if left to itself. */
const whole = { chunkSize: 8_192 }

/** The body of a decision's row as it is stored first: packed, and not deflated, as a pod waits for it. */
export function printBody(decision: Decision): string {
  return JSON.stringify(packBody(decision))
}

/** The same in a third of the bytes. */
export function deflateBody(json: string): Buffer {
  return deflateRawSync(json, quickest)
}

/** The decision that a row is of. */
export function parseDecision({ body, outcome, error }: DecisionRow): Decision {
  const json = typeof body === 'string' ? body : inflateRawSync(body, whole).toString()
  return { ...unpackBody(JSON.parse(json) as PackedBody | DecisionBody), outcome, error }
}
