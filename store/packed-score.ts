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
  readonly #numbers = new Map<string, number>()

  of(value: T, key: string): number {
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.list.length)
    return this.list.push(value) - 1
  }
}

/** One score without what can be told from the rest of it; `unpackScore` gives it back, bit for bit. */
export function packScore(score: KpiScore, scales: Numbered<Scale>, sources: Numbered<string>): PackedScore {
  const { kpi, reading, ageMs, source, trust, confidence, value, good, bad, prior, weight, ...rest } = score
  const { blended, contribution, ...unknown } = rest
  for (const _member in unknown) return score
  const scale = scales.of([kpi, good, bad, prior, weight], `${kpi} ${good} ${bad} ${prior} ${weight}`)
  const told = derived(confidence, value, prior, weight)
  const isTold = told.blended === blended && told.contribution === contribution
  const isBare = reading === null && ageMs === null && source === null && value === null && confidence === 0
  if (isBare && isTold && trust === undefined) return [scale]
  const from = source === null ? null : sources.of(source, source)
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
  const [scale = 0, reading = null, ageMs = null, from = null, trust = null, confidence = 0, value = null] =
    packed
  const [kpi, good, bad, prior, weight] = scales[scale ?? 0] ?? lost()
  const told = derived(confidence ?? 0, value, prior, weight)
  return {
    kpi,
    reading,
    ageMs,
    source: from === null ? null : (sources[from] ?? lost()),
    ...(trust !== null && { trust }),
    confidence: confidence ?? 0,
    value,
    good,
    bad,
    prior,
    blended: packed[7] ?? told.blended,
    weight,
    contribution: packed[8] ?? told.contribution,
  }
}

function derived(confidence: number, value: number | null, prior: number, weight: number) {
  const blended = confidence * (value ?? prior) + (1 - confidence) * prior
  return { blended, contribution: weight * blended }
}

function isList(packed: PackedScore): packed is readonly (number | null)[] {
  return Array.isArray(packed)
}

function lost(): never {
  throw new Error('Cannot read a stored decision as it names a figure that it does not have: it is damaged')
}
