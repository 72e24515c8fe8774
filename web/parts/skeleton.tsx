import { pageWords } from '../catalogue/page.ts'

/** In the place of rows that are on their way. */
export function Skeleton({ rows }: { rows: number }) {
  return (
    <div class="waiting" role="status" aria-label={pageWords.value.loading}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} class="waiting__row" />
      ))}
    </div>
  )
}
