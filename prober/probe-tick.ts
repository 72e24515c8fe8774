import type { ProbeResult } from '../domain/probe-protocol.ts'

/** What one tick has shown: by network what each peer answered. A network that could not be probed is missing. */
export interface ProbeTick {
  /** Of the clock that never jumps. */
  readonly monotonicMs: number
  /** Unix time in ms. */
  readonly at: number
  readonly results: ReadonlyMap<string, readonly ProbeResult[]>
}

/** Whether anything at all came back. */
export const hasAnswered = ({ roundTripsUs, httpUs }: ProbeResult): boolean =>
  httpUs !== null || roundTripsUs.some((time) => time !== null)
