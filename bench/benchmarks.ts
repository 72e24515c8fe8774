import { measureAdd } from './add/measure-add.ts'
import { isCheap, measurePostgres } from './collect/measure-postgres.ts'
import { measureKube } from './kube/measure-kube.ts'
import { lostNothing, measureCollect } from './collect/measure-collect.ts'
import { measureAgent } from './measure-agent.ts'
import { measureCluster, measureSources } from './measure-cluster.ts'
import { measureVersion } from './measure-version.ts'
import { measureReplay, meetsAims } from './replay/measure-replay.ts'
import { writeReplay } from './replay/report.ts'
import { isFast } from './select/aims.ts'
import { measureSelect } from './select/measure-select.ts'
import { writeSelect } from './select/report.ts'
import { isCalm, measureStorm } from './storm/measure-storm.ts'
import { isLight, measureWeb } from './web/measure-web.ts'
import { isSameAgain, measureWhatIf } from './what-if/measure-what-if.ts'

/** What came of it. */
export interface Measured {
  readonly figures: object
  readonly holds: boolean
  /** Puts the figures into docs/benchmarks.md; left out if that page has no place for them. */
  readonly write?: () => Promise<void>
}

/** Something to measure. */
export interface Benchmark {
  /** How many rounds it takes unless told otherwise. */
  readonly rounds: number
  readonly about: string
  /** `holds` is false if the figures show a fault, however fast it was. */
  readonly run: (rounds: number) => Promise<Measured>
}

/** What can be measured, by name. */
export const benchmarks: Readonly<Record<string, Benchmark>> = {
  add: benchmark(100, 'what genie and its agent add to ADD and DEL (root)', measureAdd),
  storm: benchmark(1_000, 'pods come and go while the agent is killed (root)', measureStorm, isCalm),
  version: benchmark(200, 'start time, size and memory beside bridge', measureVersion),
  kube: benchmark(10, "finding a node's pods among 5 000, and what that holds in memory", measureKube),
  agent: benchmark(10_000, 'memory and CPU of the agent, and its answers', measureAgent),
  collect: benchmark(
    12,
    'what sources of figures cost an agent, rounds of 10 s',
    measureCollect,
    lostNothing,
  ),
  cluster: benchmark(10_000, 'the same on a cluster of 5 000 pods', measureCluster),
  ship: benchmark(
    20,
    "writing to the cluster's PostgreSQL, and catching up with a day",
    measurePostgres,
    isCheap,
  ),
  select: benchmark(
    10_000,
    'how fast a decision is: in process, by socket, by HTTP',
    measureSelect,
    isFast,
    writeSelect,
  ),
  replay: benchmark(
    60,
    'a simulated node: the ranking beside ten others',
    measureReplay,
    meetsAims,
    writeReplay,
  ),
  'what-if': benchmark(
    10_000,
    'so many stored decisions looked back at, and replayed',
    measureWhatIf,
    isSameAgain,
  ),
  web: benchmark(30, 'seconds of the page in a browser with 500 nodes', measureWeb, isLight),
  sources: benchmark(10_000, 'the same of an agent that is not built', measureSources),
}

function benchmark<Figures extends object>(
  rounds: number,
  about: string,
  measure: (rounds: number) => Promise<Figures>,
  holds: (figures: Figures) => boolean = () => true,
  write?: (figures: Figures) => Promise<void>,
): Benchmark {
  const run = async (wanted: number) => {
    const figures = await measure(wanted)
    return { figures, holds: holds(figures), ...(write && { write: () => write(figures) }) }
  }
  return { rounds, about, run }
}
