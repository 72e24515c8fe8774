import type { Preset } from '../../../domain/questionnaire.ts'
import { weightsWords } from '../../catalogue/weights.ts'
import { usePage } from '../../page/page-parts.ts'
import { areBut, keepFit } from '../edit/keep-fit.ts'
import type { WeightEdit } from '../edit/weight-edit.ts'

/** Ready-made weights, each of which sets all sliders. */
export function PresetRow({ edit, presets }: { edit: WeightEdit; presets: readonly Preset[] }) {
  const { announcer } = usePage()
  const words = weightsWords.value
  const weights = edit.weights.value
  return (
    <div class="presets" role="group" aria-label={words.presets}>
      <span class="presets__label" aria-hidden="true">
        {words.presets}
      </span>
      {presets.map((preset) => (
        <button
          key={preset.name}
          type="button"
          class="button"
          title={preset.help}
          aria-pressed={areBut(weights, preset.weights)}
          onClick={() => {
            edit.take(keepFit(preset.weights, weights))
            announcer.say(words.presetTaken(preset.title))
          }}
        >
          {preset.title}
        </button>
      ))}
    </div>
  )
}
