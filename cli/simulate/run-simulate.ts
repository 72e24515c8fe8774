import { answersIn, askAgents, faultsIn } from '../cluster/ask-agents.ts'
import { agentOf, findAgents } from '../cluster/find-agents.ts'
import type { Call } from '../command/call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printDocument } from '../terminal/print-document.ts'
import { readDecisions } from './read-decisions.ts'
import { simulate } from './simulate.ts'
import { simulationText } from './simulation-text.ts'

const usualSpanMs = 7 * 86_400_000

/** Prints what would have been different. */
export async function runSimulate(call: Call): Promise<ExitCode> {
  const { flags, terminal, clock } = call
  const untilMs = clock.nowMs()
  const sinceMs = untilMs - flags.durationMs('last', usualSpanMs)
  const namespace = flags.isOn('all-namespaces') ? undefined : flags.text('namespace')
  const cluster = await call.cluster()
  const agents = await findAgents(cluster)
  const node = flags.text('node')
  const asked = node === undefined ? agents : [agentOf(node, agents)]
  const answers = await askAgents(asked, (agent) => readDecisions(cluster, agent, { sinceMs, namespace }))
  const unreachable = [...faultsIn(answers)]
  for (const { fault } of unreachable) terminal.warn(fault)
  const known = answersIn(answers)
  if (known.length === 0) throw new Error(unreachable[0]?.fault ?? 'Cannot reach any agent')
  const byNode = new Map(known.map(({ agent, answer }) => [agent.node, answer]))
  const report = simulate({ sinceMs, untilMs, byNode, instead: flags.text('instead'), unreachable })
  printDocument(call, { document: report, table: (isWide) => simulationText(report, terminal, isWide) })
  return unreachable.length > 0 ? exitCodes.unwell.code : exitCodes.ok.code
}
