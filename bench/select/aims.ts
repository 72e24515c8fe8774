import type { SelectFigures } from './measure-select.ts'

/** What is to be reached on a machine that has nothing else to do. */
const aims = {
  inProcessP99Ms: { 8: 0.2, 100: 1 },
  socket: { p99Ms: 2, perCoreSecond: 5_000 },
  http: { p99Ms: 5, perCoreSecond: 3_000 },
} as const

/** Whether decisions are as fast as they have to be. */
export function isFast({
  inProcess,
  ...asked
}: Pick<SelectFigures, 'inProcess' | 'socket' | 'http'>): boolean {
  const isPipelineFast = Object.entries(aims.inProcessP99Ms).every(([candidates, most]) =>
    inProcess.some((each) => each.candidates === Number(candidates) && each.pipelineMs.p99 <= most),
  )
  const isAgentFast = (['socket', 'http'] as const).every(
    (way) => asked[way].ms.p99 <= aims[way].p99Ms && asked[way].perCoreSecond >= aims[way].perCoreSecond,
  )
  return isPipelineFast && isAgentFast
}
