import { pageWords } from '../catalogue/page.ts'
import { formatNumber } from '../format/number.ts'
import { numberOf, type Bounds } from './number-of.ts'

/** What is wrong with a number that was typed, in words; undefined if nothing is, or if nothing has to stand there. */
export function numberFault(text: string, bounds: Bounds, isOptional = false): string | undefined {
  const words = pageWords.value
  if (text.trim() === '') return isOptional ? undefined : words.required
  const { min = -Infinity, max = Infinity } = bounds
  switch (numberOf(text, bounds).fault) {
    case undefined:
      return undefined
    case 'not-a-number':
      return words.notANumber
    case 'below':
      return words.below(formatNumber(min))
    case 'outside':
      return words.outside(formatNumber(min), formatNumber(max))
  }
}
