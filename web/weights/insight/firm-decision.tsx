import type { DecisionSensitivity, WeightSensitivity } from '../../../domain/what-if.ts'
import { terms } from '../../catalogue/terms.ts'
import { insightWords } from '../../catalogue/weight-insight.ts'
import { Tornado, type TornadoRow } from '../../chart/tornado/tornado.tsx'
import { formatNumber } from '../../format/number.ts'
import { formatScorePart } from '../../format/score.ts'
import { Phrase } from '../../parts/phrase.tsx'

/** What each weight does to the lead of one decision, and where another network wins. */
export function FirmDecision({ sensitivity }: { sensitivity: DecisionSensitivity }) {
  const words = insightWords.value
  const { lead, weights } = sensitivity
  if (lead === null) return <p>{words.onlyOne}</p>
  return (
    <>
      <Smallest sensitivity={sensitivity} />
      <Tornado
        caption={words.leadNote(formatScorePart(lead))}
        now={lead}
        flipAt={0}
        words={words.firmWords}
        rows={weights.map(rowOf)}
      />
    </>
  )
}

function rowOf({ kpi, leadAt0, leadAt10, flips }: WeightSensitivity): TornadoRow {
  const { flipAt } = insightWords.value
  const note = flips.map(({ to, network }) => flipAt(formatNumber(to), network)).join(', ')
  return {
    key: kpi,
    kpi,
    name: terms.value.kpi[kpi].name,
    low: leadAt0,
    high: leadAt10,
    lowText: formatScorePart(leadAt0),
    highText: formatScorePart(leadAt10),
    note: note === '' ? '–' : note,
  }
}

function Smallest({ sensitivity: { smallest } }: { sensitivity: DecisionSensitivity }) {
  const words = insightWords.value
  if (smallest === null) return <p>{words.firm}</p>
  const { kpi, from, to, network } = smallest
  const parts = {
    kpi: <b>{terms.value.kpi[kpi].name}</b>,
    from: formatNumber(from),
    to: <b>{formatNumber(to)}</b>,
    network: <b>{network}</b>,
  }
  return (
    <p class="insight__smallest">
      <Phrase text={words.smallest} parts={parts} />
    </p>
  )
}
