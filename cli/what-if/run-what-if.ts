import { WhatIfReport } from '../../domain/what-if.ts'
import { askAgent } from '../cluster/ask-agent.ts'
import { answersIn, askAgents, faultsIn } from '../cluster/ask-agents.ts'
import { agentOf, findAgents } from '../cluster/find-agents.ts'
import type { Call } from '../command/call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printDocument } from '../terminal/print-document.ts'
import { readChange } from './read-change.ts'
import { sumUpReports } from './sum-up-reports.ts'
import type { WhatIfDocument } from './what-if-document.ts'
import { whatIfText } from './what-if-text.ts'

const usualLast = 1_000
const mostLast = 10_000

/** Prints how the last decisions would have gone. */
export async function runWhatIf(call: Call): Promise<ExitCode> {
  const { flags, terminal } = call
  const namespace = flags.isOn('all-namespaces') ? undefined : flags.text('namespace')
  const body = {
    ...(await readChange(flags)),
    last: flags.integer('last', usualLast, mostLast),
    ...(namespace !== undefined && { namespace }),
  }
  const cluster = await call.cluster()
  const agents = await findAgents(cluster)
  const node = flags.text('node')
  const asked = node === undefined ? agents : [agentOf(node, agents)]
  const answers = await askAgents(asked, (agent) =>
    askAgent(cluster, agent, WhatIfReport, { path: '/api/v1/what-if', body }),
  )
  const unreachable = [...faultsIn(answers)]
  for (const { fault } of unreachable) terminal.warn(fault)
  const known = answersIn(answers)
  if (known.length === 0) throw new Error(unreachable[0]?.fault ?? 'Cannot reach any agent')
  const report: WhatIfDocument = {
    ...sumUpReports(known.map(({ answer }) => answer)),
    nodes: known.map(({ agent }) => agent.node),
    unreachable,
  }
  printDocument(call, { document: report, table: () => whatIfText(report, terminal) })
  return unreachable.length > 0 ? exitCodes.unwell.code : exitCodes.ok.code
}
