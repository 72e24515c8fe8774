import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { measureAgent, type AgentFigures } from './measure-agent.ts'

/** An API server in memory, in a process of its own. */
const crowdedApi = join(import.meta.dirname, '../test/support/crowded-api.ts')
const sources = join(import.meta.dirname, '../agent/main.ts')
const node = 'genie-bench'
/** A cluster of fifty full nodes. */
const crowd = { pods: 5_000, records: 110, idleMs: 20_000 }

/** What the agent takes of a node whose cluster has so many pods; `startMs` ends when it knows all that it follows. */
export async function measureCluster(
  plans: number,
  { pods, records, idleMs } = crowd,
  main?: string,
): Promise<AgentFigures> {
  const api = spawn(process.execPath, [crowdedApi, String(pods), String(records), node], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(api, 'exit')
  try {
    const { value } = await createInterface(api.stdout)[Symbol.asyncIterator]().next()
    if (value === undefined)
      throw new Error('Cannot measure on a cluster as its API did not start: see its log above')
    const cluster = { KUBECONFIG: value, NODE_NAME: node }
    return await measureAgent(plans, { records, idleMs, cluster, ...(main === undefined ? {} : { main }) })
  } finally {
    api.stdin.end()
    await ended
  }
}

/** The same where the agent was not built, but is started as `agent/main.ts`. */
export function measureSources(plans: number): Promise<AgentFigures> {
  return measureCluster(plans, crowd, sources)
}
