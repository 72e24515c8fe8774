import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../kube/kube-object.ts'
import { noRenderer } from './chart-renderer.ts'
import { renderChart } from './render-chart.ts'

interface Container {
  readonly name: string
  readonly command: readonly string[]
  readonly env: readonly { name: string; value?: string }[]
  readonly lifecycle?: object
  readonly securityContext: Readonly<Record<string, unknown>>
  readonly volumeMounts: readonly { name: string; mountPath: string; readOnly?: boolean }[]
  readonly resources: { readonly limits: { readonly memory?: string } }
}
interface PodSpec {
  readonly initContainers?: readonly Container[]
  readonly containers: readonly Container[]
  readonly hostNetwork?: boolean
  readonly hostPID?: boolean
  readonly hostIPC?: boolean
  readonly securityContext: Readonly<Record<string, unknown>>
  readonly volumes: readonly { name: string; hostPath?: { path: string } }[]
}
interface Rule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
}

const podOf = ({ spec }: KubeObject) => (spec as { template: { spec: PodSpec } }).template.spec
const rulesOf = (object: KubeObject | undefined) =>
  ((object?.['rules'] ?? []) as Rule[]).flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) => resources.map((resource) => `${group}/${resource}: ${verbs.join(' ')}`)),
  )

describe.skipIf(noRenderer !== '')(`what the chart installs${noRenderer}`, async () => {
  const { objects, hooks, notes } =
    noRenderer === '' ? await renderChart() : { objects: [], hooks: [], notes: '' }
  const all = [...objects, ...hooks]
  const find = (kind: string, name: string) =>
    all.find((object) => object.kind === kind && object.metadata.name === `cni-genie-${name}`)
  const workloads = all.filter(({ kind }) => /^(DaemonSet|Deployment|Job)$/.test(kind))
  const pods = workloads.map(podOf)
  const containers = pods.flatMap(({ initContainers = [], containers }) => [...initContainers, ...containers])
  const agent = podOf(find('DaemonSet', 'agent') as KubeObject)
  const controller = podOf(find('Deployment', 'controller') as KubeObject)

  test('is there once each', () => {
    const names = all.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''} ${metadata.name}`)
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted())
    expect(workloads.map(({ metadata }) => metadata.name)).toEqual([
      'cni-genie-agent',
      'cni-genie-controller',
      'cni-genie-uninstall',
    ])
  })

  test('has no capability, no way to more, a read-only root and a limit of memory in every container', () => {
    for (const { name, securityContext, resources } of containers) {
      expect(securityContext, name).toMatchObject({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        privileged: false,
        readOnlyRootFilesystem: true,
        seccompProfile: { type: 'RuntimeDefault' },
      })
      expect(securityContext['capabilities'], name).toEqual({ drop: ['ALL'] })
      expect(resources.limits.memory, name).toMatch(/^\d+Mi$/)
    }
  })

  test('sees processes and memory of nobody else, and is in the network of the host only where it has to be', () => {
    expect(pods.filter(({ hostPID, hostIPC }) => hostPID === true || hostIPC === true)).toEqual([])
    expect(pods.map(({ hostNetwork = false }) => hostNetwork)).toEqual([true, false, true])
  })

  test('mounts these directories of the node and no others, and the agent may write to none but its own', () => {
    const path = new Map(agent.volumes.map(({ name, hostPath }) => [name, hostPath?.path ?? 'emptyDir']))
    const mounts = (list: readonly Container[], isWritable: boolean) =>
      list
        .flatMap(({ volumeMounts }) => volumeMounts)
        .filter(({ readOnly = false }) => readOnly !== isWritable)
        .map(({ name }) => path.get(name))
        .toSorted()
    expect(mounts(agent.initContainers ?? [], true)).toEqual([
      '/etc/cni/net.d',
      '/opt/cni/bin',
      '/var/lib/cni/genie',
    ])
    expect(mounts(agent.containers, true)).toEqual([
      '/run/genie',
      '/var/lib/cni/genie',
      '/var/lib/genie',
      'emptyDir',
    ])
    expect(mounts(agent.containers, false)).toEqual([
      '/etc/cni/net.d',
      '/opt/cni/bin',
      '/run/netns',
      '/sys',
      '/var/lib/cni/networks',
      '/var/lib/kubelet/pod-resources',
    ])
    const others = pods.filter((pod) => pod !== agent)
    expect(others.flatMap(({ volumes }) => volumes).filter(({ hostPath }) => hostPath !== undefined)).toEqual(
      [],
    )
  })

  test('does nothing when it ends: what a node has stays at every restart', () => {
    expect(containers.filter(({ lifecycle }) => lifecycle !== undefined)).toEqual([])
    expect(agent.initContainers?.map(({ command }) => command)).toEqual([
      ['node', 'installer/main.ts', 'install'],
    ])
  })

  test('keeps page and API on loopback, and metrics on an address of their own', () => {
    const env = Object.fromEntries(agent.containers[0]?.env.map(({ name, value }) => [name, value]) ?? [])
    expect(env).toMatchObject({ GENIE_HTTP: '127.0.0.1:8480', GENIE_METRICS: '[$(HOST_IP)]:8481' })
  })

  test('runs the controller as "restricted" allows, and nothing but the agent as root', () => {
    for (const { securityContext, containers, volumes } of pods.filter((pod) => pod !== agent)) {
      expect(securityContext).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      })
      expect(containers.map((container) => container.securityContext['runAsNonRoot'])).toEqual([true])
      expect(volumes.every((volume) => 'emptyDir' in volume)).toBe(true)
    }
    expect(controller.hostNetwork).toBe(undefined)
  })

  test('gives the agent these rights', () => {
    expect(rulesOf(find('ClusterRole', 'agent'))).toEqual([
      '/nodes/stats: get',
      '/nodes/metrics: get',
      '/pods: get list watch',
      '/pods/status: patch',
      '/namespaces: get list watch',
      'cni-genie.io/networks: get list watch',
      'cni-genie.io/selectionprofiles: get list watch',
      'cni-genie.io/pricebooks: get list watch',
      'k8s.cni.cncf.io/network-attachment-definitions: get list watch',
      'alpha.network.k8s.io/logicalnetworks: get list watch',
      'alpha.network.k8s.io/physicalnetworks: get list watch',
      'events.k8s.io/events: create patch',
      ...[
        '/nodes',
        'crd.projectcalico.org/ippools',
        'crd.projectcalico.org/ipamblocks',
        'crd.projectcalico.org/ipamconfigs',
        'projectcalico.org/ippools',
        'projectcalico.org/ipamblocks',
        'projectcalico.org/ipamconfigurations',
        'cilium.io/ciliumnodes',
        'kubeovn.io/subnets',
        'whereabouts.cni.cncf.io/ippools',
        'whereabouts.cni.cncf.io/nodeslicepools',
        'crd.antrea.io/ippools',
        'acn.azure.com/nodenetworkconfigs',
        'networking.gke.io/gkenetworkparamsets',
        'spiderpool.spidernet.io/spiderippools',
      ].map((kind) => `${kind}: get list watch`),
    ])
    expect(find('Role', 'agent')).toBe(undefined)
  })

  test('gives the controller these rights', () => {
    expect(rulesOf(find('ClusterRole', 'controller'))).toEqual([
      'cni-genie.io/networks: get list watch',
      'cni-genie.io/selectionprofiles: get list watch',
      'cni-genie.io/networks/status: get patch update',
      'cni-genie.io/selectionprofiles/status: get patch update',
      'k8s.cni.cncf.io/network-attachment-definitions: get',
      'events.k8s.io/events: create patch',
    ])
    expect(rulesOf(find('Role', 'controller'))).toEqual([
      'coordination.k8s.io/leases: get create update patch',
      '/pods: get list watch',
    ])
  })

  test('gives nobody secrets, exec, everything, or more of nodes than what they are and count', () => {
    const rules = all.flatMap(rulesOf)
    expect(rules.filter((rule) => /^\/nodes\b/.test(rule))).toEqual([
      '/nodes/stats: get',
      '/nodes/metrics: get',
      '/nodes: get list watch',
    ])
    expect(
      rules.filter((rule) =>
        /\*|secrets|proxy|pods\/(exec|attach|portforward)|serviceaccounts|escalate|bind/.test(rule),
      ),
    ).toEqual([])
    const subjects = all.flatMap((object) => (object['subjects'] ?? []) as { kind: string }[])
    expect(new Set(subjects.map(({ kind }) => kind))).toEqual(new Set(['ServiceAccount']))
  })

  test('leaves the uninstallation no object behind, and no right beyond its own DaemonSets', () => {
    expect(hooks.map(({ kind, metadata }) => [kind, metadata.annotations?.['helm.sh/hook']])).toEqual(
      ['Job', 'ServiceAccount', 'Role', 'RoleBinding'].map((kind) => [kind, 'pre-delete']),
    )
    for (const { metadata } of hooks)
      expect(metadata.annotations?.['helm.sh/hook-delete-policy']).toBe('before-hook-creation,hook-succeeded')
    expect(rulesOf(find('Role', 'uninstall'))).toEqual([
      'apps/daemonsets: get patch',
      'apps/daemonsets: create',
      'apps/daemonsets: get delete',
      '/pods: list',
    ])
  })

  test('mounts no token where none is needed', () => {
    const accounts = all.filter(({ kind }) => kind === 'ServiceAccount')
    expect(accounts.map((account) => account['automountServiceAccountToken'])).toEqual([false, false, false])
  })

  test('observes first, and says how a namespace is promoted', () => {
    expect(agent.containers[0]?.env).toContainEqual({ name: 'GENIE_MODE', value: 'observe' })
    expect(notes).toContain('kubectl label namespace NAMESPACE cni-genie.io/mode=attach')
  })

  test('keeps the definitions when the chart goes', () => {
    const crds = objects.filter(({ kind }) => kind === 'CustomResourceDefinition')
    expect(
      crds.map(({ metadata }) => [metadata.name, metadata.annotations?.['helm.sh/resource-policy']]),
    ).toEqual(
      [
        'logicalnetworks.alpha.network.k8s.io',
        'networks.cni-genie.io',
        'physicalnetworks.alpha.network.k8s.io',
        'pricebooks.cni-genie.io',
        'selectionprofiles.cni-genie.io',
      ].map((name) => [name, 'keep']),
    )
  })
})
