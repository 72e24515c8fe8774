import { kinds } from '../../kube/kinds.ts'
import { agentLabels } from '../cluster/agent-pod.ts'
import { answersIn, askAgents } from '../cluster/ask-agents.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { lookForAgents } from '../cluster/find-agents.ts'
import { listAll } from '../cluster/list-all.ts'
import { readNode } from '../cluster/read-node.ts'
import { ask } from './ask.ts'
import { checkRights } from './check-rights.ts'
import type { Finding } from './doctor-report.ts'
import { judgeAgents } from './judge-agents.ts'
import { judgeApi, parseVersion } from './judge-api.ts'
import { judgeConfDir } from './judge-conf-dir.ts'
import { judgeController, judgeDaemonSets } from './judge-installation.ts'
import { judgeNodes, nodeObjectFacts, type NodeObjectFacts } from './judge-node.ts'
import { judgeDistribution, judgeMetaPlugins } from './judge-others.ts'
import { judgeCrd, judgePolicies, wantedCrds } from './judge-resources.ts'
import { judgeRights, rightsOfCommands, rightsToInstall } from './judge-rights.ts'
import { moreKinds } from './more-kinds.ts'

const policyLabels = 'app.kubernetes.io/name=cni-genie'
const controllerLabels = 'app.kubernetes.io/name=cni-genie,app.kubernetes.io/component=controller'

/** Every check of an installation. Without an API there is nothing else to ask. */
export async function examine(cluster: Cluster): Promise<Finding[]> {
  const api = await examineApi(cluster)
  if (api.isAway) return api.findings
  const agents = await ask(() => lookForAgents(cluster))
  const namespace = cluster.genieNamespace ?? agents.value?.[0]?.namespace
  const [rights, resources, installation, ofAgents, nodes] = await Promise.all([
    checkRights(cluster, rightsOfCommands(namespace)),
    examineResources(cluster),
    examineInstallation(cluster, namespace),
    askAgents(agents.value ?? [], (agent) => readNode(cluster, agent)),
    readNodes(cluster),
  ])
  const facts = answersIn(ofAgents).flatMap(({ answer, agent }) =>
    answer.facts === null ? [] : [{ ...answer.facts, node: agent.node }],
  )
  return [
    ...api.findings,
    ...judgeRights(rights),
    ...resources,
    ...installation,
    ...(agents.value === undefined
      ? [{ category: 'Agents' as const, level: 'failed' as const, what: agents.fault }]
      : judgeAgents(ofAgents)),
    ...facts.flatMap(judgeConfDir),
    ...nodes.findings,
  ]
}

/** Every check that makes sense before an installation. */
export async function examineBefore(cluster: Cluster): Promise<Finding[]> {
  const api = await examineApi(cluster)
  if (api.isAway) return api.findings
  const [rights, nodes, daemonSets] = await Promise.all([
    checkRights(cluster, rightsToInstall()),
    readNodes(cluster),
    ask(() => listAll(cluster, kinds.daemonSet)),
  ])
  return [
    ...api.findings,
    ...judgeRights(rights),
    ...nodes.findings,
    ...judgeDistribution(nodes.facts),
    ...(daemonSets.value === undefined
      ? [{ category: 'Other network plugins' as const, level: 'warning' as const, what: daemonSets.fault }]
      : judgeMetaPlugins(daemonSets.value)),
  ]
}

async function examineApi({
  client,
  requestTimeoutMs,
}: Cluster): Promise<{ findings: Finding[]; isAway: boolean }> {
  const version = await ask(async () =>
    parseVersion(await client.text('/version', { timeoutMs: requestTimeoutMs })),
  )
  return { findings: judgeApi(client.server, version), isAway: version.value === undefined }
}

async function examineResources(cluster: Cluster): Promise<Finding[]> {
  const policies = ask(() => listAll(cluster, moreKinds.policy, { labelSelector: policyLabels }))
  const crds = wantedCrds.map(async (wanted) =>
    judgeCrd(wanted, await ask(() => cluster.client.get(moreKinds.crd, { name: wanted.name }))),
  )
  return [...(await Promise.all(crds)), judgePolicies(await policies)]
}

async function examineInstallation(cluster: Cluster, namespace: string | undefined): Promise<Finding[]> {
  const scope = namespace === undefined ? {} : { namespace }
  const [sets, controllers] = await Promise.all([
    ask(() => listAll(cluster, kinds.daemonSet, { ...scope, labelSelector: agentLabels })),
    ask(() => listAll(cluster, moreKinds.deployment, { ...scope, labelSelector: controllerLabels })),
  ])
  return [...judgeDaemonSets(sets), ...judgeController(controllers)]
}

async function readNodes(
  cluster: Cluster,
): Promise<{ findings: Finding[]; facts: readonly NodeObjectFacts[] }> {
  const nodes = await ask(() => listAll(cluster, kinds.node))
  if (nodes.value === undefined)
    return { findings: [{ category: 'Nodes', level: 'warning', what: nodes.fault }], facts: [] }
  const facts = nodes.value.map(nodeObjectFacts)
  return { findings: judgeNodes(facts), facts }
}
