import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { percentilesOf, type Percentiles } from './summary.ts'
import type { TurnsTask } from './time-programs.ts'

const genie = join(import.meta.dirname, '../dist/genie')
const bridge = '/usr/lib/cni/bridge'
/** Does nothing: its time is what measuring costs, most of it Node's way of starting a program. */
const nothing = '/bin/true'

/** Whole processes that answer `CNI_COMMAND=VERSION`, ours beside a plugin in Go and a program that does nothing. */
export interface VersionFigures {
  readonly oursMs: Percentiles
  readonly bridgeMs: Percentiles
  readonly nothingMs: Percentiles
  /** Ours by bridge's, of the medians. */
  readonly ratio: number
  /** Of the executable. */
  readonly sizeBytes: number
  /** The most that one ADD has held in memory up to the moment at which it asks the agent. */
  readonly residentBytes: number
}

type Times = readonly [number[], number[], number[]]
type Summaries = [Percentiles, Percentiles, Percentiles]

/** Measures `dist/genie` in turns with bridge, from a process of its own: a small one starts others faster. */
export async function measureVersion(rounds: number): Promise<VersionFigures> {
  const task: TurnsTask = { rounds, programs: [genie, bridge, nothing], env: { CNI_COMMAND: 'VERSION' } }
  const timer = execFileSync(process.execPath, [join(import.meta.dirname, 'time-programs.ts')], {
    input: JSON.stringify(task),
    encoding: 'utf8',
  })
  const [oursMs, bridgeMs, nothingMs] = (JSON.parse(timer) as Times).map(percentilesOf) as Summaries
  return {
    oursMs,
    bridgeMs,
    nothingMs,
    ratio: Math.round((oursMs.p50 / bridgeMs.p50) * 100) / 100,
    sizeBytes: (await stat(genie)).size,
    residentBytes: await residentBytes(),
  }
}

/** An agent that never answers holds the ADD still, so that its memory can be read. */
async function residentBytes(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'genie-bench-'))
  const agent = createServer()
  try {
    await once(agent.listen(join(folder, 'agent.sock')), 'listening')
    const plugin = startAdd(folder)
    const ended = once(plugin, 'close')
    const asked = once(agent, 'connection').then(([socket]) => once(socket as Socket, 'data'))
    await Promise.race([asked, ended])
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(await readFile(`/proc/${String(plugin.pid)}/status`, 'utf8'))
    plugin.kill('SIGKILL')
    await ended
    return Number(peak?.[1]) * 1024
  } finally {
    agent.close()
    await rm(folder, { recursive: true })
  }
}

function startAdd(folder: string) {
  const env = {
    CNI_COMMAND: 'ADD',
    CNI_CONTAINERID: 'bench',
    CNI_NETNS: '/proc/self/ns/net',
    CNI_IFNAME: 'eth0',
    CNI_PATH: '/usr/lib/cni',
  }
  const paths = { socket: join(folder, 'agent.sock'), stateDir: join(folder, 'state') }
  const plugin = spawn(genie, [], { env, stdio: ['pipe', 'ignore', 'inherit'] })
  plugin.stdin.end(JSON.stringify({ cniVersion: '1.0.0', name: 'bench', type: 'genie', genie: paths }))
  return plugin
}
