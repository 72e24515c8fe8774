import type { Kpi } from '../../../domain/kpi.ts'
import type { Weights } from '../../../domain/profile.ts'
import { terms } from '../../catalogue/terms.ts'
import { weightsWords } from '../../catalogue/weights.ts'
import { formatShare } from '../../format/share.ts'
import { shareOfWeight } from './share-of-weight.ts'

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`

/** All shares end to end; the rows below it say the same in figures. */
export function ShareBar({ weights }: { weights: Weights }) {
  const kpis = Object.keys(weights) as Kpi[]
  const parts = kpis
    .map((kpi, index) => ({
      kpi,
      share: shareOfWeight(weights, kpi),
      from: kpis.slice(0, index).reduce((sum, each) => sum + shareOfWeight(weights, each), 0),
    }))
    .filter(({ share }) => share > 0)
  const said = parts.map(({ kpi, share }) => `${terms.value.kpi[kpi].name} ${formatShare(share)}`)
  return (
    <svg class="scorebar sharebar" role="img" aria-label={`${weightsWords.value.shares}: ${said.join(', ')}`}>
      {parts.map(({ kpi, share, from }) => (
        <rect
          key={kpi}
          class={`scorebar__part hue-${kpi}`}
          x={percent(from)}
          width={percent(share)}
          height="100%"
        />
      ))}
    </svg>
  )
}
