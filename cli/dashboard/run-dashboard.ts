import { once } from 'node:events'
import type { AgentPod } from '../cluster/agent-pod.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { fetchFromAgent } from '../cluster/ask-agent.ts'
import { agentOf, findAgents } from '../cluster/find-agents.ts'
import { findPod, nodeOf, podRefOf } from '../cluster/find-pod.ts'
import type { Call } from '../command/call.ts'
import { UsageFault } from '../command/usage-fault.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { openLoopbackForward } from './loopback-forward.ts'
import { openBrowser } from './open-browser.ts'

/** Forwards a port of loopback to an agent until Ctrl-C. */
export async function runDashboard(call: Call): Promise<ExitCode> {
  const { flags, terminal, signal, env } = call
  const port = flags.integer('port', 0, 65_535)
  const cluster = await call.cluster()
  const agent = await chooseAgent(cluster, call)
  // Rights and reachability are told here, not by a page that stays white.
  await fetchFromAgent(cluster, agent, { path: '/readyz' })
  await using forward = await openLoopbackForward({
    port,
    connect: (end) => cluster.forward(agent, agent.port, end),
    onFault: (sentence) => terminal.warn(sentence),
  })
  const address = `http://127.0.0.1:${forward.port}`
  terminal.write(`${address}\n`)
  terminal.warn(`The page of ${agent.node}; Ctrl-C ends it`)
  if (!flags.isOn('no-browser') && !(await openBrowser(address, process.platform, env)))
    terminal.warn('Cannot open a browser here: open the address yourself')
  if (!signal.aborted) await once(signal, 'abort')
  return exitCodes.ok.code
}

async function chooseAgent(cluster: Cluster, { argument, flags }: Call): Promise<AgentPod> {
  const node = flags.text('node')
  if (argument !== undefined && node !== undefined)
    throw new UsageFault('Cannot take both a pod and --node: name one of them')
  const agents = await findAgents(cluster)
  if (node !== undefined) return agentOf(node, agents)
  if (argument !== undefined) {
    const ref = podRefOf(argument, cluster.namespace)
    const pod = await findPod(cluster, ref)
    if (pod === null) throw new Error(`Cannot find pod ${ref.namespace}/${ref.name}: see kubectl get pods -A`)
    return agentOf(nodeOf(pod), agents)
  }
  const ready = agents.find(({ isReady }) => isReady) ?? agents[0]
  if (ready === undefined) throw new Error('Cannot find an agent of CNI-Genie: install it')
  return ready
}
