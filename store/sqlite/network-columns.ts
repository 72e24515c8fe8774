import { historyFigures } from '../../domain/network-history.ts'
import { NetworkSample } from '../../domain/network-sample.ts'

/** The members of a sample, each of them a column. */
export const networkMembers: readonly string[] = Object.keys(NetworkSample.properties)

/** A member's column: its name in snake case, such as `latency_p95_ms`. */
export function columnOf(member: string): string {
  return member.replace(/[A-Z]\d*/g, (part) => `_${part.toLowerCase()}`)
}

/** All columns under the names of their members, of a table called `s`. */
export const networkColumns = networkMembers.map((member) => `s.${columnOf(member)} AS ${member}`).join(', ')

/** The columns of `historyFigures`, in their order. */
export const figureColumns = historyFigures.map(columnOf).join(', ')
