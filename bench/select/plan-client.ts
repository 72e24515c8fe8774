import { once } from 'node:events'
import { connect } from 'node:net'
import { protocolVersion, type AgentFrame, type PluginFrame } from '../../domain/plan-protocol.ts'

/**
 * Asks for a plan as the plugin does, on a connection of its own, and answers how long that took in ms. Then it reports
 * the pod attached and hangs up, as the plugin does too.
 * @throws {Error} if the agent refuses
 */
export async function askForPlan(socketPath: string, pod: string): Promise<number> {
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
    annotations: { cni: '' },
  })
  const [answer] = (await once(socket, 'data')) as [Buffer]
  const tookMs = performance.now() - begun
  const frame = JSON.parse(answer.toString().slice(1)) as AgentFrame
  if (frame.type !== 'plan')
    throw new Error(`Cannot time a plan as the agent refused it: ${answer.toString().trim()}`)
  const decision = frame.decision === undefined ? {} : { decision: frame.decision }
  send({ ...about, ...decision, type: 'report', command: 'ADD', outcome: 'done' })
  socket.end()
  return tookMs
}
