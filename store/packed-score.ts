import type { KpiScore } from '../domain/decision.ts'

/** What candidates share of a KPI: the KPI, its anchors, its prior and its weight. */
export type Scale = readonly [kpi: KpiScore['kpi'], good: number, bad: number, prior: number, weight: number]

/**
 * A score by the number of its scale, then reading, age, number of its source, trust (null: left out), confidence and
 * value; then `blended` and `contribution`, where they are not what `domain/decision.ts` says they are. Of a KPI that
 * nobody has measured the scale is all. A score with members of another version stays as it is.
 */
export type PackedScore = readonly (number | null)[] | KpiScore

/** Numbers for values that come again and again, in the order in which they came first. */
export class Numbered<T> {
  readonly list: T[] = []
  readonly #keyOf: (value: T) => string
  readonly #numbers = new Map<string, number>()

  constructor(keyOf: (value: T) => string) {
    this.#keyOf = keyOf
  }

  of(value: T): number {
    const key = this.#keyOf(value)
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.list.length)
    return this.list.push(value) - 1
  }
}

/** Numbers for scales. To print four numbers for each score would take longer than all else, so it guesses first. */
export class Scales {
  readonly #numbered = new Numbered<Scale>((scale) => scale.join(' '))

  get list(): readonly Scale[] {
    return this.#numbered.list
  }

  /** `likely` is its number if it is the one that the candidate before had at its place. */
  of(scale: Scale, likely: number): number {
    const guess = this.list[likely]
    const isGuessed = guess?.every((member, index) => Object.is(member, scale[index])) === true
    return isGuessed ? likely : this.#numbered.of(scale)
  }
}

/** What scores of one decision name by numbers. */
export interface Named {
  readonly scales: Scales
  readonly sources: Numbered<string>
}

/** The score at a place, without what can be told from the rest of it; `unpackScore` gives it back, bit for bit. */
export function packScore(score: KpiScore, place: number, { scales, sources }: Named): PackedScore {
  const { kpi, reading, ageMs, source, trust, confidence, value, good, bad, prior, weight, ...rest } = score
  const { blended, contribution, ...unknown } = rest
  for (const _member in unknown) return score
  const scale = scales.of([kpi, good, bad, prior, weight], place)
  const isTold = blend(confidence, value, prior) === blended && weight * blended === contribution
  const isBare = reading === null && ageMs === null && source === null && value === null && confidence === 0
  if (isBare && isTold && trust === undefined) return [scale]
  const from = source === null ? null : sources.of(source)
  const packed = [scale, reading, ageMs, from, trust ?? null, confidence, value]
  return isTold ? packed : [...packed, blended, contribution]
}

/** The score that a packed one was. */
export function unpackScore(
  packed: PackedScore,
  scales: readonly Scale[],
  sources: readonly string[],
): KpiScore {
  if (!isList(packed)) return packed
  // Read by place and written out twice: ten thousand decisions have a million of them.
  const scale = scales[packed[0] ?? -1] ?? lost()
  const from = packed[3] ?? null
  const source = from === null ? null : (sources[from] ?? lost())
  const reading = packed[1] ?? null
  const ageMs = packed[2] ?? null
  const trust = packed[4] ?? null
  const confidence = packed[5] ?? 0
  const value = packed[6] ?? null
  const kpi = scale[0]
  const good = scale[1]
  const bad = scale[2]
  const prior = scale[3]
  const weight = scale[4]
  const blended = packed[7] ?? blend(confidence, value, prior)
  const contribution = packed[8] ?? weight * blended
  return trust === null
    ? { kpi, reading, ageMs, source, confidence, value, good, bad, prior, blended, weight, contribution }
    : {
        kpi,
        reading,
        ageMs,
        source,
        trust,
        confidence,
        value,
        good,
        bad,
        prior,
        blended,
        weight,
        contribution,
      }
}

function blend(confidence: number, value: number | null, prior: number): number {
  return confidence * (value ?? prior) + (1 - confidence) * prior
}

function isList(packed: PackedScore): packed is readonly (number | null)[] {
  return Array.isArray(packed)
}

function lost(): never {
  throw new Error('Cannot read a stored decision as it names a figure that it does not have: it is damaged')
}
