import type { Kpi } from '../../../domain/kpi.ts'
import { weightsWords } from '../../catalogue/weights.ts'
import type { WeightEdit } from '../edit/weight-edit.ts'
import { keyOf } from '../profile/profile-key.ts'

/** Which profile in which version, where it is kept, and how much of it is changed. */
export function EditState({ edit, isResumed }: { edit: WeightEdit; isResumed: boolean }) {
  const { start, isChanged } = edit
  const words = weightsWords.value
  return (
    <div>
      <h2 class="section__title">
        {start.ref === null ? words.builtIn : keyOf(start.ref)}
        {start.base.version > 0 && <span class="edit-bar__version">{words.version(start.base.version)}</span>}
      </h2>
      <p class="field__help">{words.origin[start.origin]}</p>
      <p class={isChanged.value ? 'edit-bar__changed' : 'field__help'}>
        {changesOf(edit)} {isResumed && isChanged.value && words.resumed}
      </p>
    </div>
  )
}

function changesOf({ start, isChanged, weights }: WeightEdit): string {
  const words = weightsWords.value
  if (!isChanged.value) return words.unchanged
  const kpis = Object.keys(weights.value) as Kpi[]
  const count = kpis.filter((kpi) => weights.value[kpi] !== start.baseWeights[kpi]).length
  const isMore = start.from !== start.base.spec
  return [...(count > 0 ? [words.changed(count)] : []), ...(isMore ? [words.moreChanged] : [])].join(' ')
}
