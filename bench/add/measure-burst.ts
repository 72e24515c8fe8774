import { compare, type Pair } from '../summary.ts'
import type { Attaching, Sides } from './attachment-calls.ts'
import type { Starter } from './starter.ts'

/** Many ADDs at once, from the first start to the last end: medians in milliseconds. */
export interface Burst {
  /** How many pods. */
  readonly parallel: number
  readonly wallMs: number
  /** Of the same delegates without genie, with a process for each pod as well. */
  readonly directWallMs: number
  readonly ratio: number
}

/** Attaches all pods at once and detaches them again, in turns with both sides; the first round does not count. */
export async function measureBurst(starter: Starter, pods: readonly Sides[], rounds: number): Promise<Burst> {
  const direct = pods.map((pod) => pod.direct)
  const ours = pods.map((pod) => pod.ours)
  const pairs: Pair[] = []
  for (let round = -1; round < rounds; round += 1) {
    const oursFirst = round % 2 === 0
    const first = await timeBurst(starter, oursFirst ? ours : direct)
    const second = await timeBurst(starter, oursFirst ? direct : ours)
    if (round >= 0) pairs.push(oursFirst ? { ours: first, direct: second } : { ours: second, direct: first })
  }
  const { oursMs, directMs, ratio } = compare(pairs)
  return { parallel: pods.length, wallMs: oursMs.p50, directWallMs: directMs.p50, ratio }
}

/** Of the ADDs. */
async function timeBurst(starter: Starter, pods: readonly Attaching[]): Promise<number> {
  const tookMs = await starter.wallMs(pods.map(({ add }) => add))
  await starter.wallMs(pods.map(({ del }) => del))
  return tookMs
}
