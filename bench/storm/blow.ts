import { startAgent, type AgentOptions } from '../../lab/agent-process.ts'
import { stormPod } from './storm-pod.ts'
import type { AttachedPod, StormRuntime } from './storm-runtime.ts'
import { UnreliableAgent } from './unreliable-agent.ts'

/** How hard a storm blows. */
export interface Strength {
  /** So many pods come and go at once. */
  readonly parallel: number
  /** Each of these has so many more that stay while the next one comes. */
  readonly staying: number
  readonly meanAgentLifeMs: number
}

/**
 * Has so many pods come and go, and their agent die meanwhile. It has answered once before: it knows the order of the
 * networks.
 */
export async function blow(
  runtime: StormRuntime,
  pods: number,
  agentOptions: AgentOptions,
  { parallel, staying, meanAgentLifeMs }: Strength,
): Promise<UnreliableAgent> {
  await (await startAgent(agentOptions)).stop()
  const agent = new UnreliableAgent(agentOptions, meanAgentLifeMs, Math.random)
  const lives = agent.live()
  try {
    let number = 0
    const lane = () => runLane(runtime, staying, () => (number < pods ? number++ : null))
    await Promise.all(Array.from({ length: parallel }, lane))
  } finally {
    agent.end()
    await lives
  }
  return agent
}

/** One pod after the other; the oldest goes when more than `staying` are there, and at last all go. */
async function runLane(runtime: StormRuntime, staying: number, next: () => number | null): Promise<void> {
  const there: AttachedPod[] = []
  for (let number = next(); number !== null; number = next()) {
    const attached = await runtime.start(stormPod(number))
    if (attached !== null) there.push(attached)
    const oldest = there.length > staying ? there.shift() : undefined
    if (oldest !== undefined) await runtime.end(oldest)
  }
  for (const attached of there) await runtime.end(attached)
}
