import { randomUUID } from 'node:crypto'
import { Decision, type SelectRequest } from '../../domain/decision.ts'
import { NetworkBoard } from '../../domain/network-board.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { AgentPod } from '../cluster/agent-pod.ts'
import { askAgent } from '../cluster/ask-agent.ts'
import { answersIn, askAgents, faultsIn } from '../cluster/ask-agents.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { agentOf, findAgents } from '../cluster/find-agents.ts'
import { findPod, nodeOf, podRefOf } from '../cluster/find-pod.ts'
import type { Call } from '../command/call.ts'
import { countingProfile } from '../profiles/counting-profile.ts'
import { readProfiles } from '../profiles/read-profiles.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printDocument } from '../terminal/print-document.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { NodeRanking, RankReport } from './rank-report.ts'
import { rankingTable } from './ranking-table.ts'

/** Prints the order in which networks would be chosen now. */
export async function runRank(call: Call): Promise<ExitCode> {
  const cluster = await call.cluster()
  const report =
    call.argument === undefined
      ? await rankNodes(cluster, call.flags.text('node'))
      : await rankForPod(cluster, call)
  for (const { fault } of report.unreachable) call.terminal.warn(fault)
  printDocument(call, {
    document: report,
    names: report.rankings.flatMap(({ candidates }) =>
      candidates.filter(({ excluded }) => excluded === null).map(({ network }) => network),
    ),
    table: () => report.rankings.map((ranking) => rankingText(ranking, call.terminal)).join('\n'),
  })
  return report.unreachable.length > 0 ? exitCodes.unwell.code : exitCodes.ok.code
}

async function rankNodes(cluster: Cluster, node: string | undefined): Promise<RankReport> {
  const agents = await findAgents(cluster)
  const asked = node === undefined ? agents : [agentOf(node, agents)]
  const answers = await askAgents(asked, (agent) => askBoard(cluster, agent))
  const unreachable = [...faultsIn(answers)]
  const rankings = answersIn(answers).map(({ answer }) => answer)
  if (rankings.length === 0) throw new Error(unreachable[0]?.fault ?? 'Cannot reach any agent')
  return { rankings, unreachable }
}

async function askBoard(cluster: Cluster, agent: AgentPod): Promise<NodeRanking> {
  const { at, networks } = await askAgent(cluster, agent, NetworkBoard, { path: '/api/v1/networks' })
  const candidates = networks.map(({ standing }) => standing)
  return { node: agent.node, pod: null, profile: null, at, reason: null, candidates }
}

async function rankForPod(cluster: Cluster, call: Call): Promise<RankReport> {
  const ref = podRefOf(call.argument ?? '', cluster.namespace)
  const named = `${ref.namespace}/${ref.name}`
  const pod = await findPod(cluster, ref)
  if (pod === null) throw new Error(`Cannot find pod ${named}: see kubectl get pods -A`)
  const node = call.flags.text('node') ?? nodeOf(pod)
  if (node === '') throw new Error(`Cannot rank for pod ${named} as it has no node yet: name one with --node`)
  const agent = agentOf(node, await findAgents(cluster))
  const wanted = await profileOf(
    cluster,
    call,
    { ...pod.metadata, namespace: ref.namespace },
    agent.namespace,
  )
  const body: SelectRequest = {
    pod: { ...ref, uid: pod.metadata.uid ?? randomUUID() },
    ifname: 'eth0',
    dryRun: true,
    ...(wanted !== null && { profile: wanted }),
  }
  const { at, profile, reason, candidates } = await askAgent(cluster, agent, Decision, {
    path: '/api/v1/select',
    body,
  })
  const ranking = { node, pod: named, profile: profile.name, at, reason, candidates }
  return { rankings: [ranking], unreachable: [] }
}

/** The profile that counts for the pod; null, and a word of it, for a caller who may not see them. */
async function profileOf(
  cluster: Cluster,
  { terminal }: Call,
  pod: Parameters<typeof countingProfile>[1],
  agentNamespace: string,
): Promise<string | null> {
  try {
    const profiles = await readProfiles(cluster, terminal, undefined)
    const { profile, why } = countingProfile(profiles, pod, agentNamespace)
    if (profile !== null) return profile
    terminal.warn(why)
  } catch (error) {
    terminal.warn(`${messageOf(error)}; the cluster's default counts here`)
  }
  return null
}

function rankingText({ node, pod, profile, reason, candidates }: NodeRanking, terminal: Terminal): string {
  const { paint } = terminal
  const who = pod === null ? 'the next pod' : `pod ${pod}`
  const by = profile === null ? '' : `, by profile ${profile}`
  const title = `${paint('strong', `On ${node}, for ${who}${by}`)}\n`
  const why = reason === null ? '' : `${reason}\n`
  const table =
    candidates.length === 0 ? 'No network is configured on this node\n' : rankingTable(candidates, terminal)
  return title + why + table
}
