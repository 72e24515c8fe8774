import { spawnSync } from 'node:child_process'
import { text } from 'node:stream/consumers'
import type { Pair } from './summary.ts'

/** One CNI call: a program, its environment and its stdin. */
export interface Call {
  readonly path: string
  readonly env: Readonly<Record<string, string>>
  readonly stdin: string
}

/** The same attachment directly and through genie: calls to time, and calls that undo them. */
export interface Contest {
  readonly name: string
  readonly direct: { readonly add: readonly Call[]; readonly del: readonly Call[] }
  readonly ours: { readonly add: readonly Call[]; readonly del: readonly Call[] }
}

/** What `time-calls.ts` reads as JSON from stdin. */
export interface TimingTask {
  readonly rounds: number
  readonly contests: readonly Contest[]
}

/** What it prints: the pairs of every contest, by name. */
export type Timings = Readonly<Record<string, { readonly add: Pair[]; readonly del: Pair[] }>>

function timed(calls: readonly Call[]): number {
  const begun = performance.now()
  for (const { path, env, stdin } of calls) {
    const { status, stdout, stderr } = spawnSync(path, [], { env, input: stdin, encoding: 'utf8' })
    if (status !== 0)
      throw new Error(`Cannot time ${path} as it failed: ${(stdout || stderr).replaceAll(/\s+/g, ' ')}`)
  }
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
  const timings = Object.fromEntries(
    contests.map(({ name }) => [name, { add: [] as Pair[], del: [] as Pair[] }]),
  )
  for (let round = -warmUp; round < rounds; round += 1)
    for (const contest of contests) {
      const { add, del } = runRound(contest, round % 2 === 0)
      if (round < 0) continue
      timings[contest.name]?.add.push(add)
      timings[contest.name]?.del.push(del)
    }
  return timings
}

if (import.meta.main)
  process.stdout.write(JSON.stringify(timeContests(JSON.parse(await text(process.stdin)) as TimingTask)))
