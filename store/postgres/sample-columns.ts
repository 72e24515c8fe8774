import { historyFigures, type HistoryFigure } from '../../domain/network-history.ts'
import { NetworkSample } from '../../domain/network-sample.ts'

/** The members of a sample, as its schema has them. */
export const sampleMembers = Object.keys(NetworkSample.properties) as (keyof NetworkSample)[]

/** The column of a member: its name in snake case. */
export function columnOf(member: string): string {
  return member.replace(/[A-Z][0-9]*/g, (part) => `_${part.toLowerCase()}`)
}

/** A select list that gives a sample's columns the names of its members. */
export const sampleList = sampleMembers.map((member) => `${columnOf(member)} AS "${member}"`).join(', ')

/** The same for the spreads of history. */
export const historyList = historyFigures.map((figure) => `${columnOf(figure)} AS "${figure}"`).join(', ')

/** The columns of history's figures in their order. */
export const historyColumns = historyFigures.map((figure: HistoryFigure) => columnOf(figure)).join(', ')
