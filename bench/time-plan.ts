import { once } from 'node:events'
import { connect } from 'node:net'
import { protocolVersion, type AgentFrame, type PluginFrame } from '../domain/plan-protocol.ts'

/** What a pod asks for, and what is reported of it afterwards: `DEL`, so that thousands do not crowd a node that holds a hundred. */
export interface TimedPod {
  readonly name: string
  readonly cni: string
  readonly then: 'ADD' | 'DEL'
}

/**
 * Milliseconds from connecting to the agent to its plan for a pod, on a connection of its own, as the plugin asks.
 * @throws {Error} if the agent refuses
 */
export async function timePlan(socketPath: string, { name, cni, then }: TimedPod): Promise<number> {
  const about = { containerId: `c-${name}`, ifname: 'eth0' }
  const begun = performance.now()
  const socket = connect(socketPath)
  const send = (frame: PluginFrame) => socket.write(`${protocolVersion}${JSON.stringify(frame)}\n`)
  send({
    ...about,
    type: 'plan',
    netns: '/run/netns/genie-bench',
    podNamespace: 'default',
    podName: name,
    podUid: `u-${name}`,
    annotations: { cni },
  })
  const [answer] = (await once(socket, 'data')) as [Buffer]
  const tookMs = performance.now() - begun
  const frame = JSON.parse(answer.toString().slice(1)) as AgentFrame
  if (frame.type === 'error') throw new Error(`Cannot time a plan as the agent refused it: ${frame.msg}`)
  const decision = frame.decision === undefined ? {} : { decision: frame.decision }
  send({ ...about, ...decision, type: 'report', command: then, outcome: 'done' })
  socket.end()
  await once(socket, 'close')
  return tookMs
}
