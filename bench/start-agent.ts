import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fetchOverSocket } from '../lab/agent-api.ts'

/** As it runs on a node: `npm run build:agent`. */
export const bundledAgent = join(import.meta.dirname, '../dist/agent/main.mjs')

const startLimitMs = 20_000
const unanswered = { status: 0, body: '' }

/** An agent as a process of its own, that ends when it is disposed of. */
export interface RunningAgent extends AsyncDisposable {
  readonly pid: number
}

/**
 * Starts that program and waits until it is ready: the first round has been measured, and its cluster is known.
 * @throws {Error} if that takes too long
 */
export async function startAgent(
  main: string,
  env: NodeJS.ProcessEnv,
  httpSocket: string,
): Promise<RunningAgent> {
  const agent = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const running = { pid: agent.pid ?? 0, [Symbol.asyncDispose]: () => stop(agent) }
  try {
    await untilReady(agent, httpSocket)
  } catch (error) {
    await stop(agent)
    throw error
  }
  return running
}

async function untilReady(agent: ChildProcess, httpSocket: string): Promise<void> {
  const deadline = performance.now() + startLimitMs
  while (agent.exitCode === null && performance.now() < deadline) {
    const { status, body } = await fetchOverSocket(httpSocket, '/readyz').catch(() => unanswered)
    if (status === 200 && !body.includes('kubernetes:')) return
    await delay(5)
  }
  throw new Error(`Cannot measure the agent as it was not ready within ${startLimitMs} ms: see its log above`)
}

async function stop(agent: ChildProcess): Promise<void> {
  if (agent.exitCode !== null || agent.signalCode !== null) return
  const ended = once(agent, 'exit')
  agent.kill('SIGTERM')
  await ended
}
