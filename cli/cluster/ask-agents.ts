import { messageOf } from '../../service-kit/message-of.ts'
import type { AgentPod } from './agent-pod.ts'

/** How many agents are asked at a time: enough for a large cluster, and no storm on its API server. */
const atOnce = 16

/** What one agent said, or why it said nothing. */
export type NodeAnswer<T> =
  { readonly agent: AgentPod; readonly answer: T } | { readonly agent: AgentPod; readonly fault: string }

/** Asks many agents, some at a time; one that does not answer is a line of the outcome and not its end. */
export async function askAgents<T>(
  agents: readonly AgentPod[],
  ask: (agent: AgentPod) => Promise<T>,
): Promise<readonly NodeAnswer<T>[]> {
  const answers: NodeAnswer<T>[] = []
  let next = 0
  const worker = async () => {
    for (let index = next++; index < agents.length; index = next++) {
      const agent = agents[index]
      if (agent !== undefined) answers[index] = await answerOf(agent, ask)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, agents.length) }, worker))
  return answers
}

/** Those that answered. */
export function answersIn<T>(all: readonly NodeAnswer<T>[]): readonly { agent: AgentPod; answer: T }[] {
  return all.flatMap((each) => ('answer' in each ? [each] : []))
}

/** A line for each that did not. */
export function faultsIn(all: readonly NodeAnswer<unknown>[]): readonly { node: string; fault: string }[] {
  return all.flatMap((each) => ('fault' in each ? [{ node: each.agent.node, fault: each.fault }] : []))
}

async function answerOf<T>(agent: AgentPod, ask: (agent: AgentPod) => Promise<T>): Promise<NodeAnswer<T>> {
  try {
    if (!agent.isReady && agent.node === '') return { agent, fault: agent.trouble ?? 'has no node yet' }
    return { agent, answer: await ask(agent) }
  } catch (error) {
    return { agent, fault: messageOf(error) }
  }
}
