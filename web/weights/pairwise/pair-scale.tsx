import { weightsWords } from '../../catalogue/weights.ts'
import { comparisonOf, leanings, timesOf, type Leaning, type Pair } from './pairs-of.ts'

/** One pair: nine places from the first to the second, one of which is chosen. */
export function PairScale(props: {
  pair: Pair
  leaning: Leaning
  titleOf: (group: string) => string
  onChoose: (leaning: Leaning) => void
}) {
  const { pair, leaning, titleOf, onChoose } = props
  const words = weightsWords.value
  const sentence = (at: Leaning) => {
    const { group, than, times } = comparisonOf(pair, at)
    return words.pairTimes(titleOf(group), titleOf(than), times)
  }
  return (
    <fieldset class="pair">
      <legend class="sr-only">{words.pairOf(titleOf(pair.one), titleOf(pair.other))}</legend>
      <span class={leaning < 0 ? 'pair__name pair__name--more' : 'pair__name'}>{titleOf(pair.one)}</span>
      <span class="pair__scale">
        {leanings.map((at) => (
          <label key={at} class="pair__place" title={sentence(at)}>
            <input
              type="radio"
              class="sr-only"
              name={`pair ${pair.key}`}
              aria-label={sentence(at)}
              checked={at === leaning}
              onChange={() => onChoose(at)}
            />
            <span aria-hidden="true">{at === 0 ? '=' : timesOf(at)}</span>
          </label>
        ))}
      </span>
      <span class={leaning > 0 ? 'pair__name pair__name--more' : 'pair__name'}>{titleOf(pair.other)}</span>
    </fieldset>
  )
}
