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
  const isTold = blend(confidence, value, prior) === blended && weight * blended === contribution
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
