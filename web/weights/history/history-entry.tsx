import type { SelectionProfileSpec } from '../../../domain/resources/selection-profile.ts'
import type { AuditEntry } from '../../../domain/stored-intent.ts'
import { insightWords } from '../../catalogue/weight-insight.ts'
import { formatCount } from '../../format/count.ts'
import { formatMoment } from '../../format/moment.ts'
import { usePage } from '../../page/page-parts.ts'
import { Moment } from '../../parts/moment.tsx'
import { Phrase } from '../../parts/phrase.tsx'
import { changedFields, type ChangedField } from './changed-fields.ts'
import { nameOfField, valueOfField } from './field-words.ts'

/** More than these are opened by a click. */
const mostShown = 6

/** One change: who and when, what differs, and the way back to before it. */
export function HistoryEntry(props: { entry: AuditEntry; onReturn: (spec: SelectionProfileSpec) => void }) {
  const { entry, onReturn } = props
  const { model } = usePage()
  const words = insightWords.value
  const fields = changedFields(entry.before, entry.after)
  const [shown, hidden] = [fields.slice(0, mostShown), fields.slice(mostShown)]
  return (
    <li class="history__entry">
      <div class="history__head">
        <p>
          <b>{titleOf(entry)}</b>{' '}
          <span class="history__who">
            <Phrase
              text={words.by}
              parts={{ by: <span>{entry.by}</span>, when: <Moment at={entry.at} now={model.now} /> }}
            />
          </span>
        </p>
        {entry.before !== null && (
          <button
            type="button"
            class="button"
            aria-label={words.returnToLabel(formatMoment(entry.at))}
            // What the server kept of a profile is the spec of one.
            onClick={() => onReturn(entry.before as SelectionProfileSpec)}
          >
            {words.returnTo}
          </button>
        )}
      </div>
      {fields.length === 0 && <p class="history__note">{words.noDifference}</p>}
      <Fields fields={shown} />
      {hidden.length > 0 && (
        <details class="history__more">
          <summary>{words.moreFields(formatCount(hidden.length))}</summary>
          <Fields fields={hidden} />
        </details>
      )}
    </li>
  )
}

function titleOf({ before, after, version }: AuditEntry): string {
  const words = insightWords.value
  if (after === null) return words.removed
  return before === null ? words.created : words.changedTo(version)
}

function Fields({ fields }: { fields: readonly ChangedField[] }) {
  return (
    <dl class="history__fields">
      {fields.map(({ path, before, after }) => (
        <div key={JSON.stringify(path)}>
          <dt>{nameOfField(path)}</dt>
          <dd>
            <span class="history__old">{valueOfField(before)}</span> <span aria-hidden="true">→</span>
            <span class="sr-only">, </span> <b>{valueOfField(after)}</b>
          </dd>
        </div>
      ))}
    </dl>
  )
}
