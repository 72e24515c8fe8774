import type { Candidate, Decision } from '../../domain/decision.ts'
import { kpiContracts, kpis, type Kpi } from '../../domain/kpi.ts'
import { readingOf } from '../../domain/reading-of.ts'
import type { ChangedDecision, WhatIfReport } from '../../domain/what-if.ts'
import type { Judgement } from '../pipeline/decide.ts'
import { CostTally } from './cost-tally.ts'

/** Two figures that belong together. */
interface Both {
  before: number
  after: number
}

/** Sums up how decisions would have gone, one by one, in as much memory as there are networks. */
export class Tally {
  readonly #sampleSize: number
  readonly #moves = new Map<string, Map<string | null, number>>()
  readonly #figures = new Map<Kpi, Both & { decisions: number }>()
  readonly #skipped = new Map<number, number>()
  readonly #sample: ChangedDecision[] = []
  readonly #cost = new CostTally()
  readonly #congested = { decisions: 0, before: 0, after: 0 }
  readonly #degraded = { before: 0, after: 0 }
  #decisions = 0
  #changed = 0
  #refused = 0
  #oldestAt: number | null = null
  #newestAt: number | null = null

  constructor(sampleSize: number) {
    this.#sampleSize = sampleSize
  }

  /** Notes a decision that cannot be made again. */
  skip(decision: Decision): void {
    const { algorithm } = decision
    this.#see(decision)
    this.#skipped.set(algorithm, (this.#skipped.get(algorithm) ?? 0) + 1)
  }

  /** Notes a decision and what it would have been. */
  add(decision: Decision, judged: Judgement): void {
    this.#see(decision)
    const to = judged.picks[0] ?? null
    const isChanged = hasChanged(decision, judged)
    this.#countMove(decision.chosen, to)
    this.#changed += Number(isChanged)
    this.#refused += Number(to === null)
    this.#degraded.before += Number(decision.degraded === true)
    this.#degraded.after += Number(judged.isDegraded)
    const before = networkIn(decision.candidates, decision.chosen)
    const after = networkIn(judged.candidates, to)
    if (before !== undefined && after !== undefined) {
      this.#compare(before, after)
      this.#cost.add(before.cost, after.cost, networkIn(judged.candidates, decision.chosen)?.cost)
    }
    if (isChanged && this.#sample.length < this.#sampleSize) this.#sample.push(sampleOf(decision, judged))
  }

  /** All of it so far, but what is not known. */
  report(): Omit<WhatIfReport, 'unknown'> {
    const skipped = [...this.#skipped].map(([algorithm, decisions]) => ({ algorithm, decisions }))
    const compared = skipped.reduce((left, { decisions }) => left - decisions, this.#decisions)
    return {
      decisions: this.#decisions,
      compared,
      skipped,
      oldestAt: this.#oldestAt,
      newestAt: this.#newestAt,
      changed: this.#changed,
      refused: this.#refused,
      moves: this.#movesSoFar(),
      networks: this.#networksSoFar(),
      figures: kpis.flatMap((kpi) => {
        const sum = this.#figures.get(kpi)
        if (sum === undefined) return []
        const { decisions, before, after } = sum
        return [{ kpi, decisions, before: before / decisions, after: after / decisions }]
      }),
      congested: { ...this.#congested },
      degraded: { ...this.#degraded },
      cost: this.#cost.report(),
      sample: [...this.#sample],
    }
  }

  #see({ at }: Decision): void {
    this.#decisions += 1
    this.#oldestAt = Math.min(at, this.#oldestAt ?? at)
    this.#newestAt = Math.max(at, this.#newestAt ?? at)
  }

  #countMove(from: string, to: string | null): void {
    const row = this.#moves.get(from) ?? new Map<string | null, number>()
    this.#moves.set(from, row.set(to, (row.get(to) ?? 0) + 1))
  }

  #compare(before: Candidate, after: Candidate): void {
    for (const { kpi, reading } of before.kpis) {
      const other = readingOf(after, kpi)
      if (reading === null || other === null) continue
      const sum = this.#figures.get(kpi) ?? { decisions: 0, before: 0, after: 0 }
      this.#figures.set(kpi, sum)
      addTo(sum, reading, other)
      const { bad } = kpiContracts.utilization
      if (kpi === 'utilization') addTo(this.#congested, Number(reading >= bad), Number(other >= bad))
    }
  }

  #movesSoFar(): WhatIfReport['moves'] {
    return [...this.#moves]
      .flatMap(([from, row]) => [...row].map(([to, decisions]) => ({ from, to, decisions })))
      .sort((one, other) => other.decisions - one.decisions || (nameOf(one) < nameOf(other) ? -1 : 1))
  }

  #networksSoFar(): WhatIfReport['networks'] {
    const all = new Map<string, Both>()
    const of = (network: string) => {
      const both = all.get(network) ?? { before: 0, after: 0 }
      all.set(network, both)
      return both
    }
    for (const { from, to, decisions } of this.#movesSoFar()) {
      of(from).before += decisions
      if (to !== null) of(to).after += decisions
    }
    const sorted = [...all].sort(([one], [other]) => (one < other ? -1 : 1))
    return sorted.map(([network, both]) => ({ network, ...both }))
  }
}

const nameOf = ({ from, to }: WhatIfReport['moves'][number]) => `${from}\n${to ?? ''}`

function addTo(sum: Both & { decisions: number }, before: number, after: number): void {
  sum.decisions += 1
  sum.before += before
  sum.after += after
}

/** Whether the pod would have got something else, of one network or of several. */
export function hasChanged(
  { chosen, picks = [chosen] }: Decision,
  judged: Pick<Judgement, 'picks'>,
): boolean {
  return picks.length !== judged.picks.length || picks.some((each, index) => each !== judged.picks[index])
}

function sampleOf({ id, at, pod, chosen }: Decision, { picks, reasonOf }: Judgement): ChangedDecision {
  return { id, at, pod, from: chosen, to: picks[0] ?? null, reason: reasonOf() }
}

function networkIn(candidates: readonly Candidate[], name: string | null): Candidate | undefined {
  return candidates.find(({ network }) => network === name)
}
