import { once } from 'node:events'
import { connect } from 'node:net'
import { protocolVersion, type AgentFrame, type PluginFrame } from '../domain/plan-protocol.ts'

/**
 * Milliseconds from connecting to the agent to its plan for a pod. Afterwards the pod is reported gone, so that
 * thousands of them do not crowd a node that holds a hundred.
 * @throws {Error} if the agent refuses
 */
export async function timePlan(socketPath: string, pod: string, cni: string): Promise<number> {
  const about = { containerId: `c-${pod}`, ifname: 'eth0' }
  const begun = performance.now()
  const socket = connect(socketPath)
  const send = (frame: PluginFrame) => socket.write(`${protocolVersion}${JSON.stringify(frame)}\n`)
  send({
    ...about,
    type: 'plan',
    netns: '/run/netns/genie-bench',
    podNamespace: 'default',
    podName: pod,
    podUid: `u-${pod}`,
    annotations: { cni },
  })
  const [answer] = (await once(socket, 'data')) as [Buffer]
  const tookMs = performance.now() - begun
  const frame = JSON.parse(answer.toString().slice(1)) as AgentFrame
  if (frame.type === 'error') throw new Error(`Cannot time a plan as the agent refused it: ${frame.msg}`)
  const decision = frame.decision === undefined ? {} : { decision: frame.decision }
  send({ ...about, ...decision, type: 'report', command: 'DEL', outcome: 'done' })
  socket.end()
  await once(socket, 'close')
  return tookMs
}
