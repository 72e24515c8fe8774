import type { Candidate, Decision } from '../domain/decision.ts'
import { Numbered, packScore, Scales, unpackScore, type PackedScore, type Scale } from './packed-score.ts'

/** A decision without what changes of it. */
export type DecisionBody = Omit<Decision, 'outcome' | 'error'>

type PackedCandidate = Omit<Candidate, 'kpis'> & { readonly kpis: readonly PackedScore[] }

/** A body in a third of its bytes: names, anchors and weights once, and nothing that can be told from the rest. */
export type PackedBody = Omit<DecisionBody, 'candidates'> & {
  readonly candidates: readonly PackedCandidate[]
  readonly scales: readonly Scale[]
  readonly sources: readonly string[]
}

/** Packs all of a decision that never changes. */
export function packBody({ outcome: _outcome, error: _error, ...body }: Decision): PackedBody {
  const scales = new Scales()
  const sources = new Numbered<string>((source) => source)
  const candidates = body.candidates.map((candidate) => ({
    ...candidate,
    kpis: candidate.kpis.map((score, place) => packScore(score, place, { scales, sources })),
  }))
  return { ...body, candidates, scales: scales.list, sources: sources.list }
}

/** The body that a packed one was, bit for bit; one that was never packed is as it is. */
export function unpackBody(body: PackedBody | DecisionBody): DecisionBody {
  if (!('scales' in body)) return body
  const { scales, sources, candidates, ...rest } = body
  return {
    ...rest,
    candidates: candidates.map((candidate) => ({
      ...candidate,
      kpis: candidate.kpis.map((score) => unpackScore(score, scales, sources)),
    })),
  }
}
