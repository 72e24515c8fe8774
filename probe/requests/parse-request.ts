import type { ProbePeer, ProbeRequest } from '../../domain/probe-protocol.ts'

/** A line that is a request, or why it is none; `id` is -1 where it has none. */
export type ParsedRequest =
  { readonly id: number; readonly request: ProbeRequest } | { readonly id: number; readonly error: string }

/** The request of one line, by the schema `ProbeRequest` of `domain/`, whose package does not fit into this program. */
export function parseRequest(line: string): ParsedRequest {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { id: -1, error: 'Cannot read a request as its line is not JSON' }
  }
  if (!isObject(value)) return { id: -1, error: 'Cannot read a request as its line is not a JSON object' }
  const id = value['id']
  if (!isInteger(id)) return { id: -1, error: 'Cannot read a request as its "id" is not an integer' }
  const fault = faultOf(value)
  if (fault !== undefined) return { id, error: `Cannot read request ${id} as ${fault}` }
  return { id, request: value as unknown as ProbeRequest }
}

type Fields = Readonly<Record<string, unknown>>

function faultOf(value: Fields): string | undefined {
  if (value['do'] === 'probe') return faultOfProbe(value)
  if (value['do'] === 'audit') return faultOfAudit(value)
  return '"do" is neither "probe" nor "audit"'
}

function faultOfProbe(value: Fields): string | undefined {
  const { peers, http } = value
  if (!Array.isArray(peers) || peers.length > 64 || !peers.every(isPeer))
    return '"peers" is not a list of 64 peers at most, each with a "node" and an "address"'
  if (http !== undefined && typeof http !== 'boolean') return '"http" is neither true nor false'
  return (
    outOf(value, 'packets', 1, 32) ??
    outOf(value, 'spreadMs', 0, 60_000) ??
    outOf(value, 'timeoutMs', 1, 10_000)
  )
}

function faultOfAudit(value: Fields): string | undefined {
  if (!isPeer(value['peer'])) return '"peer" does not have a "node" and an "address"'
  return outOf(value, 'bitsPerSecond', 1, 10_000_000_000) ?? outOf(value, 'durationMs', 1, 1000)
}

function outOf(value: Fields, name: string, minimum: number, maximum: number): string | undefined {
  const number = value[name]
  if (isInteger(number) && number >= minimum && number <= maximum) return undefined
  return `"${name}" is not an integer from ${minimum} to ${maximum}`
}

function isPeer(value: unknown): value is ProbePeer {
  return isObject(value) && typeof value['node'] === 'string' && typeof value['address'] === 'string'
}

const isInteger = (value: unknown): value is number => Number.isInteger(value)

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
