const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Spans that samples are summed up over, in ms. */
export const spansMs = { minute: 60_000, hour: hourMs } as const

/** For how long an engine keeps what, in ms. */
export const retentionMs = {
  networks: dayMs,
  attachments: 6 * hourMs,
  minutes: 14 * dayMs,
  hours: 400 * dayMs,
  decisions: 7 * dayMs,
  /** Who has changed which intent; the triggers of the migrations say the same. */
  changes: 400 * dayMs,
  /** Samples that the cluster's database does not have yet. */
  unshipped: 2 * dayMs,
} as const

/** What is further ahead than this was stored by a clock that was wrong. */
export const aheadMs = hourMs
