import type { NodeAnswer } from '../cluster/ask-agents.ts'
import type { NodeReading } from '../cluster/read-node.ts'
import { countText } from '../terminal/figures.ts'
import type { Finding } from './doctor-report.ts'

const category = 'Agents' as const

/** Whether every agent answers and finds itself well. */
export function judgeAgents(answers: readonly NodeAnswer<NodeReading>[]): Finding[] {
  const findings = answers.flatMap(agentFindings)
  const versions = [...new Set(answers.map(versionOf).filter((version) => version !== undefined))].sort()
  if (versions.length > 1)
    findings.push({
      category,
      level: 'warning',
      what: `Agents are of several versions: ${versions.join(', ')}`,
      hint: 'Wait for the roll-out to end, or see kubectl rollout status',
    })
  const bad = new Set(answers.filter((each) => agentFindings(each).length > 0))
  const well = answers.length - bad.size
  if (well === 0) return findings
  return [
    {
      category,
      level: 'ok',
      what: `${well} of ${countText(answers.length, 'agent')} answer and find nothing wrong`,
    },
    ...findings,
  ]
}

function agentFindings(node: NodeAnswer<NodeReading>): Finding[] {
  const { agent } = node
  const logs = `See kubectl logs -n ${agent.namespace} ${agent.name}`
  if ('fault' in node) return [{ category, level: 'failed', what: node.fault, hint: agent.trouble ?? logs }]
  // An agent that is ready though something is wrong still serves pods.
  const level = agent.isReady ? ('warning' as const) : ('failed' as const)
  const said = node.answer.faults.map((fault) => ({
    category,
    level,
    what: `${agent.node}: ${fault}`,
    hint: logs,
  }))
  if (said.length > 0 || agent.isReady) return said
  return [
    { category, level, what: `${agent.node}: ${agent.trouble ?? 'its agent is not ready'}`, hint: logs },
  ]
}

const versionOf = (node: NodeAnswer<NodeReading>) =>
  'answer' in node ? node.answer.facts?.version : undefined
