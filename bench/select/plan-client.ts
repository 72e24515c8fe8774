import { once } from 'node:events'
import { connect } from 'node:net'
import { protocolVersion, type AgentFrame, type PluginFrame } from '../../domain/plan-protocol.ts'

/** Asks for a plan as the plugin does, on a connection of its own, and hangs up. @throws {Error} if it is refused */
export async function askForPlan(socketPath: string, pod: string): Promise<void> {
  const socket = connect(socketPath)
  const frame: PluginFrame = {
    type: 'plan',
    containerId: `c-${pod}`,
    ifname: 'eth0',
    netns: '/run/netns/genie-bench',
    podNamespace: 'default',
    podName: pod,
    podUid: `u-${pod}`,
    annotations: { cni: '' },
  }
  socket.write(`${protocolVersion}${JSON.stringify(frame)}\n`)
  const [answer] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  const { type } = JSON.parse(answer.toString().slice(1)) as AgentFrame
  if (type !== 'plan')
    throw new Error(`Cannot time a plan as the agent refused it: ${answer.toString().trim()}`)
}
