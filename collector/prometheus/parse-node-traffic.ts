import { addUp, type Dropped } from '../sources/dropped.ts'
import { nodeRates, type NodeRate } from './node-traffic-query.ts'
import type { VectorSample } from './parse-vector.ts'

/** A device's rates per second. */
export interface DeviceTraffic extends Readonly<Record<NodeRate, number>> {
  /** Unix time in ms. */
  readonly scrapedAt: number
}

/** A tenth of what no port of any host carries. */
const mostPerSecond = 1e12
const maxAgeMs = 120_000

/** Devices of an answer to `nodeTrafficQuery`: those that have every rate, scraped within the last two minutes. */
export function parseNodeTraffic(
  samples: readonly VectorSample[],
  nowMs: number,
): { devices: ReadonlyMap<string, DeviceTraffic>; dropped: Dropped } {
  const found = new Map<string, Map<string, number>>()
  let outOfRange = 0
  for (const { labels, value } of samples) {
    const { device = '', figure = '' } = labels
    if (device === '' || figure === '') continue
    if (value < 0 || value > mostPerSecond) outOfRange += 1
    else found.set(device, (found.get(device) ?? new Map<string, number>()).set(figure, value))
  }
  const devices = new Map<string, DeviceTraffic>()
  let stale = 0
  for (const [device, figures] of found) {
    const scrapedAt = Math.min(nowMs, Math.round((figures.get('scraped') ?? 0) * 1_000))
    const rates = nodeRates.flatMap((name) => {
      const value = figures.get(name)
      return value === undefined ? [] : [[name, value] as const]
    })
    if (nowMs - scrapedAt >= maxAgeMs) stale += 1
    else if (rates.length === nodeRates.length)
      devices.set(device, { ...(Object.fromEntries(rates) as Record<NodeRate, number>), scrapedAt })
  }
  return {
    devices,
    dropped: addUp({ 'out-of-range': outOfRange, stale }),
  }
}
