import { SourceFault, type FaultReason } from '../sources/source-fault.ts'
import { codeOf } from './read-credentials.ts'

/** What a status that is not 2xx means for a source, and what to do about it. */
export function statusFault(place: string, status: number): SourceFault {
  const [reason, advice] = statusWords(status)
  return new SourceFault(reason, `Cannot read ${place} as it answers ${status}: ${advice}`)
}

function statusWords(status: number): [FaultReason, string] {
  if (status === 401) return ['unauthorized', 'give this program a token that it takes']
  if (status === 403) return ['forbidden', 'give the rights to whoever the token is of']
  if (status === 404) return ['missing', 'set another URL, or do without this source']
  if (status >= 300 && status < 400) return ['http', 'set the URL that it redirects to']
  return ['http', 'look into its log']
}

/** What an error on the way to an answer means; faults pass as they are. */
export function transportFault(place: string, error: unknown, signal: AbortSignal): SourceFault {
  if (signal.aborted)
    return new SourceFault('timeout', `Cannot read ${place} within its time: it is asked again later`)
  if (error instanceof SourceFault) return error
  const code = codeOf(error)
  if (/^Z_|^ERR_.*(BROTLI|ZSTD)|^HPE_/.test(code))
    return new SourceFault(
      'malformed',
      `Cannot read ${place} as its answer is damaged (${code}): look into its log`,
    )
  if (/CERT|SIGNED|UNABLE_TO|ERR_TLS|HOSTNAME/.test(code))
    return new SourceFault(
      'unreachable',
      `Cannot trust ${place} (${code}): set the file of the CA that has signed its certificate`,
    )
  return new SourceFault(
    'unreachable',
    `Cannot reach ${place} (${known(code)}): see whether it runs and listens there`,
  )
}

/** Codes name no secrets; a message might quote a URL or a header. */
function known(code: string): string {
  return /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : 'no answer'
}
