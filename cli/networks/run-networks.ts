import { NetworkBoard } from '../../domain/network-board.ts'
import { kinds } from '../../kube/kinds.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { askAgent } from '../cluster/ask-agent.ts'
import { answersIn, askAgents, faultsIn } from '../cluster/ask-agents.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { agentOf, findAgents } from '../cluster/find-agents.ts'
import { listAll } from '../cluster/list-all.ts'
import type { Call } from '../command/call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printDocument } from '../terminal/print-document.ts'
import { repeat } from '../terminal/repeat.ts'
import type { NetworksReport } from './networks-report.ts'
import { networksOnNodesTable, networksTable } from './networks-table.ts'
import { sumUpBoards } from './sum-up-boards.ts'
import { sumUpResources } from './sum-up-resources.ts'

/** Prints how every network stands. */
export async function runNetworks(call: Call): Promise<ExitCode> {
  const cluster = await call.cluster()
  return repeat(call, async () => {
    const report = await readReport(cluster, call)
    for (const { fault } of report.unreachable) call.terminal.warn(fault)
    const { terminal } = call
    printDocument(call, {
      document: report,
      names: report.networks.map(({ name }) => name),
      table: (isWide) =>
        isWide && report.source === 'agents'
          ? networksOnNodesTable(report, terminal)
          : networksTable(report, terminal),
    })
    return report.unreachable.length > 0 ? exitCodes.unwell.code : exitCodes.ok.code
  })
}

async function readReport(cluster: Cluster, { flags, terminal }: Call): Promise<NetworksReport> {
  const from = flags.text('from')
  if (from === 'resources') return fromResources(cluster)
  try {
    return await fromAgents(cluster, flags.text('node'))
  } catch (error) {
    if (from === 'agents' || flags.text('node') !== undefined) throw error
    const resources = await fromResources(cluster).catch(() => null)
    if (resources === null || resources.networks.length === 0) throw error
    terminal.warn(`${messageOf(error)}; this is what the Network resources say`)
    return resources
  }
}

async function fromAgents(cluster: Cluster, node: string | undefined): Promise<NetworksReport> {
  const agents = await findAgents(cluster)
  const asked = node === undefined ? agents : [agentOf(node, agents)]
  const answers = await askAgents(asked, (agent) =>
    askAgent(cluster, agent, NetworkBoard, { path: '/api/v1/networks' }),
  )
  const boards = answersIn(answers).map(({ agent, answer }) => ({ ...answer, node: agent.node }))
  const unreachable = [...faultsIn(answers)]
  if (boards.length === 0) throw new Error(unreachable[0]?.fault ?? 'Cannot reach any agent')
  return { source: 'agents', networks: sumUpBoards(boards), unreachable }
}

async function fromResources(cluster: Cluster): Promise<NetworksReport> {
  const resources = await listAll(cluster, kinds.network)
  return { source: 'resources', networks: sumUpResources(resources), unreachable: [] }
}
