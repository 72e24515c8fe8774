import { spawnSync } from 'node:child_process'
import { text } from 'node:stream/consumers'

/** Programs to run in turns, with one environment. */
export interface TurnsTask {
  readonly rounds: number
  readonly programs: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** Whole-process times in milliseconds, a list for every program; the first rounds warm up and do not count. */
export function timePrograms({ rounds, programs, env }: TurnsTask): number[][] {
  const warmUp = 10
  const times = programs.map((): number[] => [])
  for (let round = -warmUp; round < rounds; round += 1)
    for (const [index, program] of programs.entries()) {
      const ms = timed(program, env)
      if (round >= 0) times[index]?.push(ms)
    }
  return times
}

function timed(program: string, env: Readonly<Record<string, string>>): number {
  const begun = performance.now()
  const { error, status } = spawnSync(program, [], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const ms = performance.now() - begun
  if (status === 0) return ms
  throw new Error(`Cannot time ${program} as it failed: ${error?.message ?? `status ${String(status)}`}`)
}

if (import.meta.main)
  process.stdout.write(JSON.stringify(timePrograms(JSON.parse(await text(process.stdin)) as TurnsTask)))
