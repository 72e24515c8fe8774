import { useEffect } from 'preact/hooks'
import type { WhatIfChange, WhatIfReport } from '../../../domain/what-if.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { askWhatIf } from '../../api/what-if.ts'
import { insightWords } from '../../catalogue/weight-insight.ts'
import { MoveTable } from '../../chart/moves/move-table.tsx'
import { formatCount } from '../../format/count.ts'
import { formatMoment } from '../../format/moment.ts'
import { formatShare } from '../../format/share.ts'
import { usePage } from '../../page/page-parts.ts'
import { Awaited } from '../../parts/awaited.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Phrase } from '../../parts/phrase.tsx'
import { useSettled } from '../../live/use-settled.ts'
import { ChangedSample } from './changed-sample.tsx'
import { OutcomeTable } from './outcome-table.tsx'
import { lookBackOver, sampleSize } from './what-if-limits.ts'

/** How the last decisions would have gone, asked once the change, as JSON, stands still for a moment. */
export function WhatIfAnswer({ text }: { text: string }) {
  const { client, announcer } = usePage()
  const settled = useSettled(text)
  const answer = useAnswer(
    (signal) => {
      // It is text only to be compared.
      const change = JSON.parse(settled) as WhatIfChange
      return askWhatIf(client, { ...change, last: lookBackOver, sample: sampleSize }, signal)
    },
    [client, settled],
  )
  const { value } = answer
  useEffect(() => {
    if (value !== undefined && value.compared > 0) announcer.say(changeIn(value))
  }, [value, announcer])
  const isOutdated = text !== settled || answer.isLoading
  return (
    <>
      <progress
        class="insight__progress"
        aria-label={insightWords.value.asking}
        hidden={!isOutdated}
        aria-hidden={!isOutdated}
      />
      <Awaited answer={{ ...answer, isLoading: isOutdated }} rows={5}>
        {(report) => <Report report={report} />}
      </Awaited>
    </>
  )
}

function changeIn({ changed, compared }: WhatIfReport): string {
  const share = formatShare(changed / compared)
  return insightWords.value.change(formatCount(changed), formatCount(compared), share)
}

function Report({ report }: { report: WhatIfReport }) {
  const words = insightWords.value
  if (report.decisions === 0) return <Empty>{words.noDecisions}</Empty>
  if (report.compared === 0) return <Empty>{words.noneCompared}</Empty>
  return (
    <>
      <div>
        <p class="insight__headline">{changeIn(report)}</p>
        <p class="insight__note">
          <Period report={report} />
          {report.refused > 0 && ` · ${words.refused(formatCount(report.refused))}`}
        </p>
      </div>
      <div class="insight__pair">
        <OutcomeTable report={report} />
        <MoveTable
          caption={words.moves}
          note={words.movesNote}
          moves={report.moves}
          format={formatCount}
          words={words.moveWords}
        />
      </div>
      {report.changed === 0 ? (
        <p class="insight__note">{words.nothingMoves}</p>
      ) : (
        <ChangedSample sample={report.sample} />
      )}
      {report.unknown.length > 0 && (
        <details class="insight__limits">
          <summary>{words.limits}</summary>
          <ul lang="en">
            {report.unknown.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Period({ report: { oldestAt, newestAt } }: { report: WhatIfReport }) {
  if (oldestAt === null || newestAt === null) return null
  const [from, to] = [oldestAt, newestAt].map((at) => (
    <time key={at} dateTime={new Date(at).toISOString()}>
      {formatMoment(at)}
    </time>
  ))
  return <Phrase text={insightWords.value.period} parts={{ from, to }} />
}
