import type { PageModel } from '../model/page-model.ts'
import { FaultNote } from './fault-note.tsx'
import { FaultText } from './fault-text.tsx'
import { Skeleton } from './skeleton.tsx'

/** In the place of rows that stream in and are not there yet: still coming, or why they are not. */
export function Waiting({ model, rows }: { model: PageModel; rows: number }) {
  const fault = model.fault.value
  if (fault === undefined) return <Skeleton rows={rows} />
  return (
    <FaultNote onRetry={() => model.start()}>
      <FaultText fault={fault} />
    </FaultNote>
  )
}
