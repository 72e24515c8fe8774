import type { ComponentChildren } from 'preact'
import type { Answered } from '../api/use-answer.ts'
import { pageWords } from '../catalogue/page.ts'
import { FaultNote } from './fault-note.tsx'
import { FaultText } from './fault-text.tsx'
import { Skeleton } from './skeleton.tsx'

/** An answer in each of its states: rows to come, why there is none, and the answer; a fault after it leaves it in place. */
export function Awaited<Value>(props: {
  answer: Answered<Value>
  rows: number
  children: (value: Value) => ComponentChildren
}) {
  const { value, fault, isLoading, again } = props.answer
  if (value === undefined)
    return fault && !isLoading ? (
      <FaultNote onRetry={again}>
        <FaultText fault={fault} />
      </FaultNote>
    ) : (
      <Skeleton rows={props.rows} />
    )
  return (
    <div class={isLoading ? 'awaited awaited--loading' : 'awaited'} aria-busy={isLoading}>
      {fault && (
        <FaultNote title={pageWords.value.stale} onRetry={again}>
          <FaultText fault={fault} />
        </FaultNote>
      )}
      {props.children(value)}
    </div>
  )
}
