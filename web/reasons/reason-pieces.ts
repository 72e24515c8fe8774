import type { ReasonWords } from '../catalogue/reasons.en.ts'
import { english } from '../catalogue/reasons.en.ts'
import { reasonParts, type Reasoned, type ReasonPart } from './reason-parts.ts'

/** A piece of a sentence: in the language shown, or in the server's English. */
export interface Piece {
  readonly text: string
  readonly isEnglish: boolean
}

/** A sentence of the server as it is. */
export const asItIs = (text: string): readonly Piece[] => [{ text, isEnglish: true }]

/** A text with the words that nobody translates where it says `{why}`. */
export function piecesOf(text: string, why: string | undefined): readonly Piece[] {
  const [before = '', after] = text.split('{why}', 2)
  if (after === undefined || why === undefined) return [{ text, isEnglish: false }]
  return [{ text: before, isEnglish: false }, ...asItIs(why), { text: after, isEnglish: false }]
}

const textOf = ({ text = '', why = '' }: ReasonPart): string => text.replace('{why}', () => why)

/**
 * The server's reason in other words. Only where the same rule leads to the very sentence of the server in English are
 * these words shown: a decision that was told by another rule, or of which too little was kept, stays as it was told.
 */
export function reasonPieces(reason: string, reasoned: Reasoned, words: ReasonWords): readonly Piece[] {
  const inEnglish = reasonParts(reasoned, english)
  if (inEnglish.map(textOf).join(english.between) !== reason) return asItIs(reason)
  return reasonParts(reasoned, words).flatMap(({ text = '', why }, place) => [
    ...(place > 0 ? [{ text: words.between, isEnglish: false }] : []),
    ...piecesOf(text, why),
  ])
}
