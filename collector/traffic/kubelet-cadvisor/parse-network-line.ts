import type { Counters } from '../rate-between.ts'

/** One series of a container's network in cAdvisor's metrics. */
export interface NetworkLine {
  readonly counter: keyof Counters
  /** The cgroup's path; `/` for the node. */
  readonly id: string
  readonly interface: string
  /** May be anything that a float can be, NaN included. */
  readonly value: number
  /** Unix time in ms; null if the line has none. */
  readonly countedMs: number | null
}

const counters = new Map<string, keyof Counters>([
  ['container_network_receive_bytes_total', 'rxBytes'],
  ['container_network_transmit_bytes_total', 'txBytes'],
  ['container_network_receive_packets_total', 'rxPackets'],
  ['container_network_transmit_packets_total', 'txPackets'],
  ['container_network_receive_packets_dropped_total', 'rxDropped'],
  ['container_network_transmit_packets_dropped_total', 'txDropped'],
])

const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\[\\n"])*)",?/y

/** A line of Prometheus' text format; null if it is of another metric or a comment, `malformed` if it is neither. */
export function parseNetworkLine(line: string): NetworkLine | null | 'malformed' {
  if (!line.startsWith('container_network_')) return null
  const open = line.indexOf('{')
  const counter = counters.get(open < 0 ? line.replace(/ .*/s, '') : line.slice(0, open))
  if (counter === undefined) return null
  if (open < 0) return 'malformed'
  let id: string | null = null
  let device: string | null = null
  label.lastIndex = open + 1
  let close = open + 1
  for (let match = label.exec(line); match !== null; match = label.exec(line)) {
    close = label.lastIndex
    if (match[1] === 'id') id = unescape(match[2] ?? '')
    if (match[1] === 'interface') device = unescape(match[2] ?? '')
  }
  const rest = /^\} ?(\S+)(?: +(-?\d{1,16}))? *$/.exec(line.slice(close))
  if (id === null || device === null || rest === null) return 'malformed'
  const value = numberOf(rest[1] ?? '')
  if (value === null) return 'malformed'
  return { counter, id, interface: device, value, countedMs: rest[2] === undefined ? null : Number(rest[2]) }
}

function unescape(value: string): string {
  return value.replace(/\\([\\n"])/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped))
}

/** Go writes the special ones in words. */
function numberOf(text: string): number | null {
  if (/^[+-]?Inf$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  if (text === 'NaN') return Number.NaN
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : null
}
