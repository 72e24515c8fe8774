import { readPresets } from '../api/questionnaire.ts'
import { useAnswer } from '../api/use-answer.ts'
import { language } from '../catalogue/language.ts'
import { weightsWords } from '../catalogue/weights.ts'
import { usePage } from '../page/page-parts.ts'
import { ViewHead } from '../page/view-head.tsx'
import { Awaited } from '../parts/awaited.tsx'

/** What counts how much: for now, the ready-made sets of weights. */
export function WeightsView() {
  const { client } = usePage()
  const words = weightsWords.value
  const presets = useAnswer((signal) => readPresets(client, signal), [client, language.value])
  return (
    <>
      <ViewHead title={words.title} lead={words.lead} />
      <Awaited answer={presets} rows={6}>
        {(list) => (
          <dl class="facts panel">
            {list.presets.map(({ name, title, help }) => (
              <>
                <dt>{title}</dt>
                <dd key={name}>{help}</dd>
              </>
            ))}
          </dl>
        )}
      </Awaited>
    </>
  )
}
