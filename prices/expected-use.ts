import type { ExpectedUse } from '../domain/expected-cost.ts'
import type { OwnerUse } from '../domain/owner-use.ts'
import { monthHours } from './expected-cost.ts'

/** What a pod is taken to send and to be sent in a month where nobody knows anything of it. */
const assumedGigabytes = 10
/** How far a guess counts, and what counts an owner's first spell. */
const leastConfidence = 0.3
/** An owner that was counted for so long is known; one that was counted for less than this is not. */
const knownHours = 24
const leastHours = 0.1

/** What is known of a pod that is to come. */
export interface UseQuestion {
  /** `namespace/kind/name`. */
  readonly owner: string
  /** What the owner's pods have used. */
  readonly own: OwnerUse | undefined
  /** What those of its namespace have. */
  readonly neighbours: readonly OwnerUse[]
  /** What its profile says, from the questionnaire or by hand. */
  readonly demandBitsPerSecond: number | undefined
}

/**
 * What a pod will use in a month: as its owner's pods before it, else as the pods of its namespace usually do, else as its
 * profile says, else some gigabytes. All but the first is a guess.
 */
export function expectedUse({ owner, own, neighbours, demandBitsPerSecond }: UseQuestion): ExpectedUse {
  if (own !== undefined && own.hours >= leastHours) {
    const confidence = leastConfidence + (1 - leastConfidence) * Math.min(1, own.hours / knownHours)
    return { owner, ...gigabytesOf(own), basis: 'owner', confidence }
  }
  const known = neighbours.filter(({ hours }) => hours >= leastHours)
  if (known.length > 0) {
    const all = known.map(gigabytesOf)
    const middle = (figure: keyof Gigabytes) =>
      quantile(
        all.map((each) => each[figure]),
        0.5,
      )
    const figures = {
      egressGigabytes: middle('egressGigabytes'),
      egressGigabytesP90: middle('egressGigabytesP90'),
      ingressGigabytes: middle('ingressGigabytes'),
      ingressGigabytesP90: middle('ingressGigabytesP90'),
    }
    return { owner, ...figures, basis: 'namespace', confidence: leastConfidence }
  }
  const isAsked = demandBitsPerSecond !== undefined && demandBitsPerSecond > 0
  const guess = isAsked ? monthly((demandBitsPerSecond / 8) * 3_600) : assumedGigabytes
  return {
    owner,
    egressGigabytes: guess,
    egressGigabytesP90: guess,
    ingressGigabytes: guess,
    ingressGigabytesP90: guess,
    basis: isAsked ? 'questionnaire' : 'none',
    confidence: leastConfidence,
  }
}

type Gigabytes = Pick<
  ExpectedUse,
  'egressGigabytes' | 'egressGigabytesP90' | 'ingressGigabytes' | 'ingressGigabytesP90'
>

/** What nine of ten stay below is never less than what is expected. */
function gigabytesOf(use: OwnerUse): Gigabytes {
  const [egress, ingress] = [monthly(use.egressBytesPerHour), monthly(use.ingressBytesPerHour)]
  return {
    egressGigabytes: egress,
    egressGigabytesP90: Math.max(egress, monthly(quantile(use.recentEgress, 0.9))),
    ingressGigabytes: ingress,
    ingressGigabytesP90: Math.max(ingress, monthly(quantile(use.recentIngress, 0.9))),
  }
}

const monthly = (bytesPerHour: number) => (bytesPerHour * monthHours) / 1e9

/** The least value that so many of them stay at or below; 0 of none. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}
