import { useComputed } from '@preact/signals'
import { decisionsWords } from '../catalogue/decisions.ts'
import { formatCount } from '../format/count.ts'
import { mergeDecisions } from '../model/merge-decisions.ts'
import { usePage } from '../page/page-parts.ts'
import { Awaited } from '../parts/awaited.tsx'
import { Empty } from '../parts/empty.tsx'
import type { DecisionSearch } from '../api/decisions.ts'
import { DecisionRows } from './decision-rows.tsx'
import { matchesSearch } from './matches-search.ts'
import { useFound } from './use-found.ts'

/** What a search finds, with what comes in while it is shown. */
export function FoundList({ search }: { search: DecisionSearch }) {
  const { model, client } = usePage()
  const words = decisionsWords.value
  const found = useFound(client, search)
  const live = useComputed(() => model.decisions.value ?? [])
  const oldestAt = found.next === null ? -Infinity : (found.decisions?.at(-1)?.at ?? Infinity)
  const incoming = live.value.filter((each) => each.at >= oldestAt && matchesSearch(each, search))
  const decisions = found.decisions && mergeDecisions(found.decisions, incoming)
  return (
    <section class="section" aria-labelledby="found-title">
      <div class="section__head">
        <h2 id="found-title" class="section__title">
          {words.found}
        </h2>
        <span class="section__note" role="status">
          {decisions && words.count(formatCount(decisions.length), found.next !== null)}
        </span>
      </div>
      <Awaited answer={{ ...found, value: decisions }} rows={6}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty>{words.nothingFound}</Empty>
          ) : (
            <DecisionRows decisions={rows} isWhole={found.next === null} onMore={found.more} />
          )
        }
      </Awaited>
    </section>
  )
}
