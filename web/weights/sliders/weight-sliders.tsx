import type { Kpi } from '../../../domain/kpi.ts'
import type { ApiFault } from '../../api/api-fault.ts'
import { terms } from '../../catalogue/terms.ts'
import { weightsWords } from '../../catalogue/weights.ts'
import { KpiSwatch } from '../../chart/kpi-legend.tsx'
import { SliderField } from '../../form/slider-field.tsx'
import { formatNumber } from '../../format/number.ts'
import { formatShare } from '../../format/share.ts'
import type { WeightEdit } from '../edit/weight-edit.ts'
import { shareOfWeight } from './share-of-weight.ts'

interface SlidersProps {
  readonly edit: WeightEdit
  readonly refusal: ApiFault | undefined
  /** KPIs that no network of this node is ranked by, whatever they weigh. */
  readonly idle: ReadonlySet<Kpi>
}

/** One slider for each KPI, with the share of the score that its weight comes to. */
export function WeightSliders(props: SlidersProps) {
  const kpis = Object.keys(terms.value.kpi) as Kpi[]
  return (
    <div class="sliders">
      {kpis.map((kpi) => (
        <WeightSlider key={kpi} kpi={kpi} {...props} />
      ))}
    </div>
  )
}

function WeightSlider({ kpi, edit, refusal, idle }: SlidersProps & { kpi: Kpi }) {
  const words = weightsWords.value
  const { name } = terms.value.kpi[kpi]
  const [weight, before] = [edit.weights.value[kpi], edit.start.baseWeights[kpi]]
  return (
    <SliderField
      pointer={`/weights/${kpi}`}
      class={`weight ${weight === 0 ? 'weight--none' : ''}`}
      label={
        <>
          <KpiSwatch kpi={kpi} />
          {name}
        </>
      }
      help={
        <>
          <b class="weight__share">{formatShare(shareOfWeight(edit.weights.value, kpi))}</b>
          {weight !== before && <span class="weight__was">{words.was(formatNumber(before))}</span>}
          {weight > 0 && idle.has(kpi) && (
            <span class="weight__idle" title={kpi === 'fit' ? words.idleFitMeans : words.idleMeans}>
              {kpi === 'fit' ? words.idleFit : words.idle}
            </span>
          )}
        </>
      }
      name={words.weightOf(name)}
      value={edit.sliders[kpi]}
      min={0}
      max={10}
      step={0.1}
      refusal={refusal}
    />
  )
}
