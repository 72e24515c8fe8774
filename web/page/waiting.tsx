import type { PageModel } from '../model/page-model.ts'

/** In the place of rows that are not there yet: still coming, or why they are not. */
export function Waiting({ model, rows }: { model: PageModel; rows: number }) {
  const fault = model.fault.value
  if (fault === undefined)
    return (
      <div class="waiting" role="status" aria-label="Loading">
        {Array.from({ length: rows }, (_, row) => (
          <div key={row} class="waiting__row" />
        ))}
      </div>
    )
  return (
    <div class="fault" role="alert">
      <p>
        <b>The server gave no figures.</b> {fault}
      </p>
      <button type="button" class="button" onClick={() => model.start()}>
        Try again
      </button>
    </div>
  )
}
