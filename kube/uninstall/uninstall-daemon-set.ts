import type { KubeObject } from '../kube-object.ts'
import { agentPodSpec, type Affinity, type AgentPodSpec, type Container } from './agent-daemon-set.ts'

/** No node has this label: a selector that asks for it sends all agents away. */
export const absentLabel = 'cni-genie.io/uninstalled'

/** The off switch of a node: its plugin is uninstalled with all others. */
const disabledLabel = 'cni-genie.io/disabled'

const component = 'uninstall-node'

/** The pods of an uninstallation. */
export const uninstallLabels = `app.kubernetes.io/name=cni-genie,app.kubernetes.io/component=${component}`

/** The container that installs, in the agents' pods. */
const installer = 'install'

/**
 * The DaemonSet that takes the plugin off the nodes, made of the agents' one: the same image, directories and
 * tolerations, so that nobody has to know them. Its pods do it first and then wait, so that they are seen to be ready;
 * they have no rights in the API. `force` takes the executable away though pods still need it.
 */
export function uninstallDaemonSet(agents: KubeObject, force: boolean): KubeObject {
  const { metadata } = agents
  const pod = agentPodSpec(agents)
  const name = `${metadata.name}-uninstall`
  const labels = {
    'app.kubernetes.io/name': 'cni-genie',
    'app.kubernetes.io/instance': metadata.labels?.['app.kubernetes.io/instance'] ?? 'cni-genie',
    'app.kubernetes.io/component': component,
  }
  const owner = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: metadata.name, uid: metadata.uid }
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: {
      name,
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
      labels,
      ...{ ownerReferences: [owner] },
    },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '100%' } },
      template: { metadata: { labels }, spec: podSpec(pod, force) },
    },
  }
}

function podSpec(pod: AgentPodSpec, force: boolean): object {
  const install = pod.initContainers.find(({ name }) => name === installer)
  if (install === undefined)
    throw new Error(`Cannot uninstall as the agents have no container named ${installer}`)
  const { [absentLabel]: _absent, ...nodeSelector } = pod.nodeSelector ?? {}
  const affinity = withoutDisabled(pod.affinity)
  const undo = uninstallContainer(install, pod.containers, force)
  const { volumeMounts: _mounts, env: _env, ...waiting } = install
  return {
    ...pod,
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 1,
    nodeSelector,
    ...(affinity === undefined ? {} : { affinity }),
    initContainers: [undo],
    containers: [{ ...waiting, name: 'done', command: ['sleep', 'infinity'] }],
  }
}

/** What the agent alone writes to goes too. */
function uninstallContainer(install: Container, others: readonly Container[], force: boolean): Container {
  const { command = [], env = [], volumeMounts = [] } = install
  const mounted = new Set(volumeMounts.map(({ name }) => name))
  const more = others
    .flatMap((container) => container.volumeMounts ?? [])
    .filter(({ name, readOnly }) => readOnly !== true && name !== 'tmp' && !mounted.has(name))
  const forced = { name: 'GENIE_FORCE', value: String(force) }
  return {
    ...install,
    name: 'uninstall',
    command: command.map((word) => (word === installer ? 'uninstall' : word)),
    env: [...env, forced],
    volumeMounts: [...volumeMounts, ...more],
  }
}

function withoutDisabled(affinity: Affinity | undefined): Affinity | undefined {
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  if (affinity === undefined || required === undefined) return affinity
  const nodeSelectorTerms = required.nodeSelectorTerms.map((term) => ({
    ...term,
    matchExpressions: (term.matchExpressions ?? []).filter(({ key }) => key !== disabledLabel),
  }))
  const all = { ...required, nodeSelectorTerms }
  const nodeAffinity = { ...affinity.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: all }
  return { ...affinity, nodeAffinity }
}
