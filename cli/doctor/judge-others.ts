import type { KubeObject } from '../../kube/kube-object.ts'
import type { NodeObjectFacts } from './judge-node.ts'
import type { Finding } from './doctor-report.ts'

const category = 'Other network plugins' as const

/** Plugins that call others as we do, by what their DaemonSets or images are called. */
const metaPlugins = [
  {
    pattern: /multus/,
    name: 'Multus',
    hint: 'docs/from-multus.md tells how to move; both can stay while you observe',
  },
  {
    pattern: /(^|\/)(cni-)?genie-plugin|huawei-cni-genie|quay\.io\/huawei/,
    name: 'CNI-Genie in Go',
    hint: 'docs/from-cni-genie.md tells how to move; its conf has the same name as ours',
  },
  { pattern: /danm/, name: 'DANM', hint: 'Its conf has to come after ours, or ours after its' },
  {
    pattern: /spider(pool|doctor|net)/,
    name: 'Spiderpool',
    hint: 'Its coordinator expects Multus: see both before you go on',
  },
] as const

/** Managed distributions that keep confs and plugins elsewhere, with the values to install with. */
const distributions = [
  {
    is: ({ kubelet }: NodeObjectFacts) => kubelet.includes('+k3s'),
    name: 'k3s',
    hint: '--set paths.confDir=/var/lib/rancher/k3s/agent/etc/cni/net.d --set paths.binDir=/var/lib/rancher/k3s/data/cni (before 1.30: data/current/bin)',
  },
  {
    is: ({ kubelet }: NodeObjectFacts) => kubelet.includes('+rke2'),
    name: 'RKE2',
    hint: 'Confs and plugins are in the usual places; its own conf has to come after 00-genie.conf',
  },
  {
    is: ({ providerId }: NodeObjectFacts) => providerId.startsWith('kind://'),
    name: 'kind',
    hint: 'Usual places; its nodes lack bridge and macvlan unless you add them to /opt/cni/bin',
  },
  {
    is: ({ kubelet, providerId }: NodeObjectFacts) =>
      providerId.startsWith('gce://') || kubelet.includes('-gke.'),
    name: 'GKE',
    hint: '--set paths.binDir=/home/kubernetes/bin, as /opt/cni/bin cannot be written there',
  },
] as const

/** Other meta plugins that are there. */
export function judgeMetaPlugins(daemonSets: readonly KubeObject[]): Finding[] {
  const found = metaPlugins.flatMap(({ pattern, name, hint }) => {
    const set = daemonSets.find((each) => pattern.test(wordsOf(each)))
    if (set === undefined) return []
    const { namespace = '', name: called } = set.metadata
    return [{ category, level: 'warning' as const, what: `${name} is there (${namespace}/${called})`, hint }]
  })
  return found.length > 0
    ? found
    : [{ category, level: 'ok', what: 'No other plugin that calls network plugins is there' }]
}

/** What distributions are known to need. */
export function judgeDistribution(nodes: readonly NodeObjectFacts[]): Finding[] {
  return distributions
    .filter(({ is }) => nodes.some(is))
    .map(({ name, hint }) => ({
      category: 'Nodes' as const,
      level: 'warning' as const,
      what: `Nodes are ${name}'s`,
      hint,
    }))
}

/** Name and images of a DaemonSet. */
function wordsOf({ metadata, spec }: KubeObject): string {
  const images = [...JSON.stringify(spec ?? {}).matchAll(/"image":"([^"]*)"/g)].map(
    ([, image]) => image ?? '',
  )
  return [metadata.name, ...images].join(' ').toLowerCase()
}
