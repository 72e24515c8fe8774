import { useState } from 'preact/hooks'
import type { SelectionProfileSpec } from '../../../domain/resources/selection-profile.ts'
import { readAudit, type ProfileRef } from '../../api/profiles.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { insightWords } from '../../catalogue/weight-insight.ts'
import { usePage } from '../../page/page-parts.ts'
import { Awaited } from '../../parts/awaited.tsx'
import { Empty } from '../../parts/empty.tsx'
import { HistoryEntry } from './history-entry.tsx'
import './history.css'

/** How many changes come at once. */
const pageSize = 10

interface HistoryProps {
  readonly profile: ProfileRef
  /** The version that is there: with another one it is asked anew. */
  readonly version?: number | undefined
  /** Takes a spec of before, to be looked at and saved. */
  readonly onReturn: (spec: SelectionProfileSpec) => void
}

/** Who changed what of a profile and when, the newest first, with the way back. */
export function ProfileHistory(props: HistoryProps) {
  const words = insightWords.value
  const { namespace, name } = props.profile
  return (
    <section class="panel stack history" aria-labelledby="history-title">
      <header>
        <h2 id="history-title" class="section__title">
          {words.history}
        </h2>
        <p class="history__note">{words.historyNote}</p>
      </header>
      <HistoryPage key={`${namespace}/${name}`} {...props} />
    </section>
  )
}

/** Some changes; those before them follow when they are wanted. */
function HistoryPage(props: HistoryProps & { before?: string }) {
  const { profile, version, before, onReturn } = props
  const { client } = usePage()
  const words = insightWords.value
  const [isOpen, setOpen] = useState(false)
  const query = { kind: 'SelectionProfile', ...profile, limit: pageSize } as const
  const answer = useAnswer(
    (signal) => readAudit(client, before === undefined ? query : { ...query, before }, signal),
    [client, profile.namespace, profile.name, version, before],
  )
  return (
    <Awaited answer={answer} rows={3}>
      {({ changes, next }) => (
        <>
          {changes.length === 0 && before === undefined && <Empty>{words.noHistory}</Empty>}
          <ol class="history__list">
            {changes.map((entry) => (
              <HistoryEntry key={entry.id} entry={entry} onReturn={onReturn} />
            ))}
          </ol>
          {next !== null && isOpen && <HistoryPage {...props} before={next} />}
          {next !== null && !isOpen && (
            <p>
              <button type="button" class="button" onClick={() => setOpen(true)}>
                {words.older}
              </button>
            </p>
          )}
        </>
      )}
    </Awaited>
  )
}
