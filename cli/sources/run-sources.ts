import { SourceStatusList } from '../../domain/source-status.ts'
import { askAgent } from '../cluster/ask-agent.ts'
import { answersIn, askAgents, faultsIn } from '../cluster/ask-agents.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { agentOf, findAgents } from '../cluster/find-agents.ts'
import type { Call } from '../command/call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printDocument } from '../terminal/print-document.ts'
import { repeat } from '../terminal/repeat.ts'
import type { SourcesReport } from './sources-report.ts'
import { sourcesOnNodesTable, sourcesTable } from './sources-table.ts'

/** Prints whom agents ask for figures, and how that fares. */
export async function runSources(call: Call): Promise<ExitCode> {
  const { terminal, argument, clock } = call
  const cluster = await call.cluster()
  return repeat(call, async () => {
    const report = await readReport(cluster, argument)
    for (const { fault } of report.unreachable) terminal.warn(fault)
    printDocument(call, {
      document: report,
      table: (isWide) =>
        isWide || argument !== undefined
          ? sourcesOnNodesTable(report, clock.nowMs(), terminal)
          : sourcesTable(report, terminal),
    })
    const faults = report.nodes.flatMap(({ sources }) => sources.filter(({ fault }) => fault !== null))
    return faults.length + report.unreachable.length > 0 ? exitCodes.unwell.code : exitCodes.ok.code
  })
}

async function readReport(cluster: Cluster, node: string | undefined): Promise<SourcesReport> {
  const agents = await findAgents(cluster)
  const asked = node === undefined ? agents : [agentOf(node, agents)]
  const answers = await askAgents(asked, (agent) =>
    askAgent(cluster, agent, SourceStatusList, { path: '/api/v1/sources' }),
  )
  const nodes = answersIn(answers).map(({ agent, answer }) => ({ node: agent.node, sources: answer.sources }))
  const unreachable = [...faultsIn(answers)]
  if (nodes.length === 0) throw new Error(unreachable[0]?.fault ?? 'Cannot reach any agent')
  return { nodes, unreachable }
}
