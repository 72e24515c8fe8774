import type { Candidate, Decision } from '../../domain/decision.ts'
import type { Exclusion } from '../../domain/exclusion.ts'
import { language } from '../catalogue/language.ts'
import { reasonWords } from '../catalogue/reasons.ts'
import { terms } from '../catalogue/terms.ts'
import { exclusionText, missesText } from './exclusion-text.ts'
import type { Reasoned } from './reason-parts.ts'
import { asItIs, piecesOf, reasonPieces } from './reason-pieces.ts'
import { Pieces, ServerText } from './server-text.tsx'

/** In what a network misses an SLA: as a sentence, and as figures where the server has them. */
interface Missing {
  readonly missesSla?: string | undefined
  readonly slaMisses?: Candidate['slaMisses'] | undefined
}

/** Why these networks, in the language shown. */
export function ReasonText({ reason, ...reasoned }: Reasoned & { reason: string }) {
  if (language.value === 'en') return <>{reason}</>
  return <Pieces pieces={reasonPieces(reason, reasoned, reasonWords.value)} />
}

/** Why a decision was made. */
export function DecisionReason({ decision }: { decision: Decision }) {
  const { reason, candidates, chosen, picks = [chosen], wantedPicks = 1, seed } = decision
  return <ReasonText {...{ reason, candidates, picks }} wanted={wantedPicks} isDrawn={seed !== undefined} />
}

/** Why a network was left out, in a sentence; a code that nobody here knows is told as the server tells it. */
export function ExclusionDetail({ excluded }: { excluded: Exclusion }) {
  const text = exclusionText(excluded, reasonWords.value)
  const pieces = text === undefined ? asItIs(excluded.detail) : piecesOf(text, excluded.parameters?.why)
  return <Pieces pieces={pieces} />
}

/** In what a network misses the SLA, in the language shown. */
export function SlaMisses({ missesSla, slaMisses }: Missing) {
  return slaMisses === undefined ? (
    <ServerText>{missesSla}</ServerText>
  ) : (
    <>{missesText(slaMisses, reasonWords.value)}</>
  )
}

/** Why a network takes no pod, or in what it misses the SLA: the kind, then the figures. Nothing if neither. */
export function WhyNot({ excluded, missesSla, slaMisses }: Missing & Pick<Candidate, 'excluded'>) {
  if (excluded !== null)
    return (
      <>
        <Kind code={excluded.code} /> <ExclusionDetail excluded={excluded} />
      </>
    )
  if (missesSla === undefined) return null
  return (
    <>
      <Kind code="sla-missed" /> <SlaMisses {...{ missesSla, slaMisses }} />
    </>
  )
}

/** The word for a code; none for one of another version. */
function Kind({ code }: Pick<Exclusion, 'code'>) {
  const words: Readonly<Record<string, string>> = terms.value.exclusion
  const word = words[code]
  return word === undefined ? null : <b>{word}:</b>
}
