import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { percentilesOf, type Percentiles } from '../summary.ts'

const root = join(import.meta.dirname, '../..')
const apiProgram = join(root, 'test/support/kube-api-process.ts')
const followProgram = join(import.meta.dirname, 'follow-pods.ts')
const ground = { pods: 5_000, ofNode: 110 }
const limitMs = 60_000

/** How fast a node knows its pods, and what knowing them holds in memory. */
export interface KubeFigures {
  readonly pods: number
  readonly ofNode: number
  /** Milliseconds from the start of the process until all kinds are there. */
  readonly startToSyncedMs: Percentiles
  /** Milliseconds from finding the cluster until all kinds are there. */
  readonly syncMs: Percentiles
  /** What is added to a bare process, in bytes: by the client after its first answer, and by seven caches on top. */
  readonly residentBytes: { readonly client: Percentiles; readonly caches: Percentiles }
}

interface Followed {
  readonly startMs: number
  readonly pods: number
  readonly syncMs: number
  readonly bareBytes: number
  readonly clientBytes: number
  readonly cachesBytes: number
}

/** Starts an API of 5 000 pods, and follows the 110 of a node so many times, each in a process of its own. */
export async function measureKube(rounds: number, { pods, ofNode } = ground): Promise<KubeFigures> {
  await using children = new AsyncDisposableStack()
  const api = spawn(process.execPath, [apiProgram, String(pods), String(ofNode)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.defer(() => stop(api))
  const kubeconfig = await firstLine(api.stdout)
  const all: Followed[] = []
  for (let round = 0; round < rounds; round += 1) all.push(await followOnce(kubeconfig))
  if (all.some((each) => each.pods !== ofNode))
    throw new Error(`Cannot tell how fast a node knows its pods as not all ${ofNode} were found`)
  const of = (value: (each: Followed) => number) => percentilesOf(all.map((each) => Math.round(value(each))))
  return {
    pods,
    ofNode,
    startToSyncedMs: of(({ startMs }) => startMs),
    syncMs: of(({ syncMs }) => syncMs),
    residentBytes: {
      client: of(({ clientBytes, bareBytes }) => clientBytes - bareBytes),
      caches: of(({ cachesBytes, clientBytes }) => cachesBytes - clientBytes),
    },
  }
}

/** With the flags and the cache of compiled modules that the agent has (`service-kit/restart-lean.ts`). */
async function followOnce(kubeconfig: string): Promise<Followed> {
  const begun = performance.now()
  const env = {
    ...process.env,
    NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/genie-bench'),
    MALLOC_ARENA_MAX: '1',
  }
  const child = spawn(process.execPath, ['--max-semi-space-size=1', followProgram, kubeconfig], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const figures = JSON.parse(await firstLine(child.stdout)) as Omit<Followed, 'startMs'>
    return { ...figures, startMs: performance.now() - begun }
  } finally {
    await stop(child)
  }
}

async function firstLine(stdout: Readable): Promise<string> {
  const lines = createInterface(stdout)
  const [line] = (await once(lines, 'line', { signal: AbortSignal.timeout(limitMs) })) as [string]
  return line
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  if (child.stdin === null) child.kill('SIGTERM')
  else child.stdin.end()
  await ended
}
