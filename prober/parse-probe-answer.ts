import { Compile } from 'typebox/compile'
import { ProbeAnswer } from '../domain/probe-protocol.ts'

const answer = Compile(ProbeAnswer)
/** Nobody's clock runs backwards, and no answer of a tick comes after a minute. */
const longestUs = 60_000_000

/** Reads a line of `genie-probe`; null if it is none. Times that cannot be are taken for lost packets. */
export function parseProbeAnswer(line: string): ProbeAnswer | null {
  try {
    const value: unknown = JSON.parse(line)
    if (!answer.Check(value)) return null
    if (!('results' in value)) return value
    return {
      id: value.id,
      results: value.results.map((result) => ({
        ...result,
        sent: Math.max(0, result.sent),
        roundTripsUs: result.roundTripsUs.slice(0, Math.max(0, result.sent)).map(possible),
        httpUs: possible(result.httpUs),
      })),
    }
  } catch {
    return null
  }
}

const possible = (us: number | null) => (us !== null && us >= 0 && us <= longestUs ? us : null)
