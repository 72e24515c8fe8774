import type { Candidate } from '../../domain/decision.ts'
import type { Kpi } from '../../domain/kpi.ts'
import { terms } from '../catalogue/terms.ts'
import { countingKpis } from './counting-kpis.ts'

/** What the colours of these candidates' score bars mean. */
export function KpiLegend({ candidates }: { candidates: readonly Candidate[] }) {
  return (
    <ul class="legend" aria-label={terms.value.legend}>
      {countingKpis(candidates).map((kpi) => (
        <li key={kpi} class="legend__one">
          <KpiSwatch kpi={kpi} />
          {terms.value.kpi[kpi].name}
        </li>
      ))}
      <li class="legend__one">
        <svg class="swatch" aria-hidden="true">
          <rect class="swatch__assumed" width="100%" height="100%" />
          <rect fill="url(#hatch)" width="100%" height="100%" />
        </svg>
        {terms.value.assumed}
      </li>
    </ul>
  )
}

/** The colour of one KPI. */
export function KpiSwatch({ kpi }: { kpi: Kpi }) {
  return (
    <svg class="swatch" aria-hidden="true">
      <rect class={`hue-${kpi}`} width="100%" height="100%" />
    </svg>
  )
}
