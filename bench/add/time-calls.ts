import { text } from 'node:stream/consumers'
import { runCall, type Call } from '../run-call.ts'
import type { Pair } from '../summary.ts'
import type { Sides } from './attachment-calls.ts'

/** The same attachment directly and through genie. */
export interface Contest extends Sides {
  readonly name: 'one' | 'two' | 'three'
}

/** What `time-calls.ts` reads as JSON from stdin. */
export interface TimingTask {
  readonly rounds: number
  readonly contests: readonly Contest[]
}

/** What it prints: the pairs of every contest, by name. */
export type Timings = Readonly<Record<Contest['name'], { readonly add: Pair[]; readonly del: Pair[] }>>

function timed(calls: readonly Call[]): number {
  const begun = performance.now()
  calls.forEach(runCall)
  return performance.now() - begun
}

function runRound({ direct, ours }: Contest, oursFirst: boolean): { add: Pair; del: Pair } {
  const play = (side: Contest['direct']) => ({ add: timed(side.add), del: timed(side.del) })
  const first = play(oursFirst ? ours : direct)
  const second = play(oursFirst ? direct : ours)
  const [ourTimes, directTimes] = oursFirst ? [first, second] : [second, first]
  return {
    add: { direct: directTimes.add, ours: ourTimes.add },
    del: { direct: directTimes.del, ours: ourTimes.del },
  }
}

/** Runs all contests in turn, round by round; the first rounds warm up and do not count. */
export function timeContests({ rounds, contests }: TimingTask): Timings {
  const warmUp = 3
  const nothing = () => ({ add: [] as Pair[], del: [] as Pair[] })
  const timings = { one: nothing(), two: nothing(), three: nothing() }
  for (let round = -warmUp; round < rounds; round += 1)
    for (const contest of contests) {
      const { add, del } = runRound(contest, round % 2 === 0)
      if (round < 0) continue
      timings[contest.name].add.push(add)
      timings[contest.name].del.push(del)
    }
  return timings
}

if (import.meta.main)
  process.stdout.write(JSON.stringify(timeContests(JSON.parse(await text(process.stdin)) as TimingTask)))
