import type { KubeObject } from '../../kube/kube-object.ts'
import type { Finding } from './doctor-report.ts'
import { conditionsOf } from './judge-resources.ts'

const category = 'Nodes' as const

/** A node as far as it can be judged from its object. */
export interface NodeObjectFacts {
  readonly name: string
  /** As in `containerd://1.7.24`. */
  readonly runtime: string
  readonly kubelet: string
  readonly providerId: string
  readonly os: string
  readonly arch: string
  /** What the kubelet says of the network, where it keeps the node from being ready; null if nothing. */
  readonly networkFault: string | null
}

/** Reads a Node. */
export function nodeObjectFacts({ metadata, spec, status }: KubeObject): NodeObjectFacts {
  const info = memberOf(status, 'nodeInfo')
  const ready = conditionsOf(status).find(({ type }) => type === 'Ready')
  const isOfNetwork = ready?.status !== 'True' && /network|cni/i.test(ready?.message ?? '')
  return {
    name: metadata.name,
    runtime: textOf(memberOf(info, 'containerRuntimeVersion')),
    kubelet: textOf(memberOf(info, 'kubeletVersion')),
    providerId: textOf(memberOf(spec, 'providerID')),
    os: textOf(memberOf(info, 'operatingSystem')),
    arch: textOf(memberOf(info, 'architecture')),
    networkFault: isOfNetwork ? (ready?.message ?? null) : null,
  }
}

/** Whether what nodes run is known to work. What is well is told once for all nodes of one runtime. */
export function judgeNodes(nodes: readonly NodeObjectFacts[]): Finding[] {
  const byRuntime = Map.groupBy(
    nodes.filter(({ os }) => os === 'linux' || os === ''),
    ({ runtime }) => runtime,
  )
  return [
    ...[...byRuntime].map(([runtime, some]) => judgeRuntime(runtime, some)),
    ...nodes.filter(({ os }) => os !== 'linux' && os !== '').map(otherSystem),
    ...nodes.filter(({ arch }) => !['amd64', 'arm64', ''].includes(arch)).map(otherArchitecture),
    // With CNI 1.1.0 the runtime asks every delegate for its STATUS through us, and the kubelet says here what it said.
    ...nodes.flatMap(({ name, networkFault }) =>
      networkFault === null ? [] : [networkFinding(name, networkFault)],
    ),
  ]
}

function judgeRuntime(runtime: string, nodes: readonly NodeObjectFacts[]): Finding {
  const on = nodes.length === 1 ? `on ${nodes[0]?.name ?? ''}` : `on ${nodes.length} nodes`
  const [, major, minor] = /^containerd:\/\/(\d+)\.(\d+)/.exec(runtime) ?? []
  if (runtime.startsWith('cri-o://'))
    return {
      category,
      level: 'warning',
      what: `${runtime} ${on} is not tried`,
      hint: 'Where it does not hand over pod annotations, the agent takes them from the API: see that one pod starts before you go on',
    }
  if (major === undefined)
    return {
      category,
      level: 'warning',
      what: `${runtime || 'An unknown runtime'} ${on} is not known`,
      hint: 'containerd 1.7 and 2.x are',
    }
  const version = Number(major) + Number(minor) / 100
  if (version < 1.07)
    return {
      category,
      level: 'warning',
      what: `${runtime} ${on} is older than what was tried`,
      hint: 'Upgrade to containerd 1.7 or newer; pod annotations may not reach the plugin, and come from the API then',
    }
  const status =
    version >= 2 ? 'takes CNI 1.1.0, and asks for STATUS then' : 'takes CNI 1.0.0, and never asks for STATUS'
  return { category, level: 'ok', what: `${runtime} ${on} ${status}` }
}

const otherSystem = ({ name, os }: NodeObjectFacts): Finding => ({
  category,
  level: 'warning',
  what: `${name} runs ${os}, where CNI-Genie does not`,
  hint: 'Its pods go on as before',
})

const otherArchitecture = ({ name, arch }: NodeObjectFacts): Finding => ({
  category,
  level: 'warning',
  what: `${name} is ${arch}, for which no image is built`,
  hint: 'Agents are not scheduled there; its pods go on as before',
})

const networkFinding = (name: string, fault: string): Finding => ({
  category,
  level: 'failed',
  what: `${name}: ${fault}`,
  hint: "It is what the runtime was told by the node's network plugins: see the conf dir and the log of the runtime",
})

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
