import { Decision } from '../../domain/decision.ts'
import { DecisionPage } from '../../domain/network-board.ts'
import { kinds } from '../../kube/kinds.ts'
import type { KubeObject, ObjectRef } from '../../kube/kube-object.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { AgentPod } from '../cluster/agent-pod.ts'
import { askAgent } from '../cluster/ask-agent.ts'
import { answersIn, askAgents, faultsIn } from '../cluster/ask-agents.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { agentOf, findAgents } from '../cluster/find-agents.ts'
import { findPod, nodeOf, podRefOf } from '../cluster/find-pod.ts'
import { listAll } from '../cluster/list-all.ts'
import type { Call } from '../command/call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printDocument } from '../terminal/print-document.ts'
import { decisionText } from './decision-text.ts'
import { eventNotes } from './event-notes.ts'
import { latestDecisions } from './latest-decisions.ts'
import { parsePicked } from './parse-picked.ts'
import { writtenText } from './written-text.ts'
import type { WhyReport } from './why-report.ts'

const mostDecisions = 200

/** Prints why a pod has its network. */
export async function runWhy(call: Call): Promise<ExitCode> {
  const cluster = await call.cluster()
  const ref = podRefOf(call.argument ?? '', cluster.namespace)
  const pod = await findPod(cluster, ref)
  const found =
    pod === null ? await reportOfGone(cluster, call, ref) : await reportOf(cluster, call, ref, pod)
  const decisions = call.flags.isOn('all') ? found.decisions : latestDecisions(found.decisions)
  const report = { ...found, decisions }
  const nowMs = call.clock.nowMs()
  printDocument(call, {
    document: report,
    names: report.source === 'agent' ? decisions.map(({ chosen }) => chosen) : [report.picked?.network ?? ''],
    table: (isWide) =>
      report.source === 'agent'
        ? decisions.map((each) => decisionText(each, nowMs, call.terminal, isWide)).join('\n')
        : writtenText(report, call.terminal),
  })
  return exitCodes.ok.code
}

async function reportOf(
  cluster: Cluster,
  call: Call,
  ref: Required<ObjectRef>,
  pod: KubeObject,
): Promise<WhyReport> {
  const node = nodeOf(pod)
  const named = `${ref.namespace}/${ref.name}`
  if (node === '') throw new Error(`Cannot tell why for pod ${named}: it waits for a node`)
  const picked = parsePicked(pod)
  const uid = pod.metadata.uid ?? ''
  const about = { pod: named, node, picked }
  try {
    const agent = agentOf(node, await findAgents(cluster))
    const decisions = await decisionsOf(cluster, agent, ref)
    const own = decisions.filter((each) => each.pod.uid === uid || each.id === picked?.decision)
    const known =
      own.length > 0 || picked?.decision === undefined
        ? own
        : [await decisionOf(cluster, agent, picked.decision)]
    if (known.length > 0) return { ...about, source: 'agent', decisions: known, events: [] }
    if (picked === null)
      throw new NoDecision(
        `Cannot tell why for pod ${named}: no choice was left to CNI-Genie, or it is older than ${node} remembers`,
      )
  } catch (error) {
    if (error instanceof NoDecision || picked === null) throw error
    call.terminal.warn(`${messageOf(error)}; this is what is written on the pod`)
  }
  const events = await notesOn(cluster, ref, uid)
  return { ...about, source: 'pod', decisions: [], events }
}

/** The agent was reached and knows of none. */
class NoDecision extends Error {}

async function reportOfGone(
  cluster: Cluster,
  { terminal }: Call,
  ref: Required<ObjectRef>,
): Promise<WhyReport> {
  const pod = `${ref.namespace}/${ref.name}`
  const answers = await askAgents(await findAgents(cluster), (agent) => decisionsOf(cluster, agent, ref))
  for (const { fault } of faultsIn(answers)) terminal.warn(fault)
  const decisions = answersIn(answers).flatMap(({ answer }) => answer)
  if (decisions.length === 0)
    throw new Error(
      `Cannot find pod ${pod}, and no node that answers remembers a choice for it: see kubectl get pods -A`,
    )
  terminal.warn(`Pod ${pod} is gone; this is what its node remembers`)
  return { pod, node: '', source: 'agent', decisions, picked: null, events: [] }
}

async function decisionsOf(cluster: Cluster, agent: AgentPod, ref: Required<ObjectRef>): Promise<Decision[]> {
  const query = new URLSearchParams({ namespace: ref.namespace, pod: ref.name, limit: String(mostDecisions) })
  const { decisions } = await askAgent(cluster, agent, DecisionPage, {
    path: `/api/v1/decisions?${query.toString()}`,
  })
  return decisions
}

const decisionOf = (cluster: Cluster, agent: AgentPod, id: string): Promise<Decision> =>
  askAgent(cluster, agent, Decision, { path: `/api/v1/decisions/${encodeURIComponent(id)}` })

/** Events may be forbidden to the caller; the annotation says enough then. */
async function notesOn(cluster: Cluster, { namespace }: ObjectRef, uid: string): Promise<string[]> {
  const scope = { ...(namespace !== undefined && { namespace }), fieldSelector: `regarding.uid=${uid}` }
  const events = await listAll(cluster, kinds.event, scope).catch(() => [])
  return eventNotes(events, uid)
}
