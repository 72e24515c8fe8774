import type { SourceStatus } from '../../domain/source-status.ts'
import { boardWords } from '../catalogue/board.ts'
import { terms } from '../catalogue/terms.ts'
import { Hint } from '../hint/hint.tsx'
import type { PageModel } from '../model/page-model.ts'
import { ServerText } from '../reasons/server-text.tsx'
import { sentenceOf, shownSources } from './shown-sources.ts'
import './sources.css'

/** Where the figures come from: a word for each source, with a mark for whether it answers. */
export function SourceList({ model }: { model: PageModel }) {
  const groups = shownSources(model.sources.value)
  if (groups.length === 0) return null
  return (
    <section class="sources" aria-labelledby="sources-title">
      <h2 id="sources-title" class="sources__title">
        {boardWords.value.sources}
      </h2>
      <dl class="sources__kinds">
        {groups.map(({ kind, sources }) => (
          <div key={kind} class="sources__kind">
            <dt>{terms.value.sourceKind[kind].name}</dt>
            {sources.map((source) => (
              <dd key={source.name}>
                <Source source={source} />
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  )
}

function Source({ source }: { source: SourceStatus }) {
  const { name, kind, fault } = source
  return (
    <Hint
      class="source"
      explanation={
        fault === null ? (
          sentenceOf(source, terms.value.sourceKind[kind].tells)
        ) : (
          <ServerText>{fault}</ServerText>
        )
      }
    >
      <svg
        class={fault === null ? 'source__mark' : 'source__mark source__mark--fault'}
        viewBox="0 0 12 12"
        role="img"
        aria-label={fault === null ? boardWords.value.answers : boardWords.value.answersNot}
      >
        {fault === null ? <circle cx="6" cy="6" r="3.500" /> : <path d="M6 .8 11.600 11H.4z" />}
      </svg>
      {name}
    </Hint>
  )
}
