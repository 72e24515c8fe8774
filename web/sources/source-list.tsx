import { words } from '../catalogue/english.ts'
import { Hint } from '../hint/hint.tsx'
import type { PageModel } from '../model/page-model.ts'
import { sentenceOf, shownSources } from './shown-sources.ts'

/** Where the figures come from: a word for each source, with a mark for whether it answers. */
export function SourceList({ model }: { model: PageModel }) {
  const sources = shownSources(model.sources.value)
  if (sources.length === 0) return null
  return (
    <section class="sources" aria-labelledby="sources-title">
      <h2 id="sources-title" class="sources__title">
        Sources
      </h2>
      <ul class="sources__list">
        {sources.map((source) => (
          <li key={`${source.kind}/${source.name}`}>
            <Hint class="source" explanation={sentenceOf(source, words.sourceKind[source.kind])}>
              <svg
                class={source.fault === null ? 'source__mark' : 'source__mark source__mark--fault'}
                viewBox="0 0 12 12"
                role="img"
                aria-label={source.fault === null ? 'answers' : 'does not answer'}
              >
                {source.fault === null ? (
                  <circle cx="6" cy="6" r="3.500" />
                ) : (
                  <path d="M6 .8 11.600 11H.4z" />
                )}
              </svg>
              {source.name}
            </Hint>
          </li>
        ))}
      </ul>
    </section>
  )
}
