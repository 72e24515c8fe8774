import { addUp, type Dropped } from '../sources/dropped.ts'
import type { Vector } from '../prometheus/parse-vector.ts'

/** How requests of one owner's pods on one network fare. */
export interface OwnerFigure {
  /** Namespace and name in one text. */
  readonly owner: string
  readonly network: string
  /** In the mesh's unit. */
  readonly p95: number
  readonly requests: number
}

/** What an answer to `applicationQuery` says. */
export interface OwnerFigures {
  readonly figures: readonly OwnerFigure[]
  /** Unix time in ms of the newest scrape; null if there is none. */
  readonly scrapedAt: number | null
  readonly dropped: Dropped
}

/** Beyond these nothing is a time or a count of five minutes, whatever the unit. */
const longest = 1e9
const mostRequests = 1e12

/** Pairs p95 and requests of each owner and network; one without the other is passed over. */
export function parseOwnerFigures({ samples, dropped }: Pick<Vector, 'samples' | 'dropped'>): OwnerFigures {
  const p95s = new Map<string, number>()
  const requests = new Map<string, { owner: string; network: string; count: number }>()
  let scrapedAt: number | null = null
  let outOfRange = 0
  for (const { labels, value } of samples) {
    const { figure, namespace = '', owner = '', network = '' } = labels
    const key = JSON.stringify([namespace, owner, network])
    if (figure === 'scraped' && value > 0 && value < longest * 10) scrapedAt = Math.round(value * 1_000)
    else if (value < 0 || value > (figure === 'p95' ? longest : mostRequests)) outOfRange += 1
    else if (owner === '' || network === '') continue
    else if (figure === 'p95') p95s.set(key, value)
    else if (figure === 'requests')
      requests.set(key, { owner: JSON.stringify([namespace, owner]), network, count: value })
  }
  const figures = [...requests].flatMap(([key, { owner, network, count }]) => {
    const p95 = p95s.get(key)
    return p95 === undefined ? [] : [{ owner, network, p95, requests: count }]
  })
  return {
    figures,
    scrapedAt,
    dropped: addUp(dropped, { 'out-of-range': outOfRange }),
  }
}
