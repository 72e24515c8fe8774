import { kinds } from '../../kube/kinds.ts'
import { askAgents, type NodeAnswer } from '../cluster/ask-agents.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { findAgents } from '../cluster/find-agents.ts'
import { listAll } from '../cluster/list-all.ts'
import { readNode, type NodeReading } from '../cluster/read-node.ts'
import type { Call } from '../command/call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printDocument } from '../terminal/print-document.ts'
import { repeat } from '../terminal/repeat.ts'
import { leaderOf } from './leader-of.ts'
import type { NodeStatus, StatusReport } from './status-report.ts'
import { statusText } from './status-text.ts'

/** Prints how agents and controller are. */
export async function runStatus(call: Call): Promise<ExitCode> {
  const cluster = await call.cluster()
  return repeat(call, async () => {
    const report = await readStatus(cluster, call)
    printDocument(call, {
      document: report,
      names: report.nodes.map(({ node }) => node),
      table: () => statusText(report, call.terminal),
    })
    const isWell = report.nodes.every(({ isReady, problems }) => isReady && problems.length === 0)
    return isWell ? exitCodes.ok.code : exitCodes.unwell.code
  })
}

async function readStatus(cluster: Cluster, { clock }: Call): Promise<StatusReport> {
  const agents = await findAgents(cluster)
  const namespace = agents[0]?.namespace ?? ''
  const [answers, leases] = await Promise.all([
    askAgents(agents, (agent) => readNode(cluster, agent)),
    // Whoever may not see Leases sees everything else.
    listAll(cluster, kinds.lease, { namespace }).catch(() => []),
  ])
  return {
    server: cluster.client.server,
    agents: { ready: agents.filter(({ isReady }) => isReady).length, all: agents.length },
    leader: leaderOf(leases, clock.nowMs()),
    nodes: answers.map(nodeStatus),
  }
}

function nodeStatus(node: NodeAnswer<NodeReading>): NodeStatus {
  const { agent } = node
  const facts = 'answer' in node ? node.answer.facts : null
  const said = 'answer' in node ? node.answer.faults : [node.fault]
  return {
    node: agent.node,
    pod: `${agent.namespace}/${agent.name}`,
    isReady: agent.isReady,
    version: facts?.version ?? null,
    mode: facts?.mode ?? null,
    restarts: agent.restarts,
    problems: [...(agent.trouble === null ? [] : [agent.trouble]), ...said],
  }
}
