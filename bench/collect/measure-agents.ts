import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { layConfs } from '../lay-agent-ground.ts'
import { measureAgent, type AgentFigures } from '../measure-agent.ts'
import { startJsonProcess } from './json-process.ts'

/** What an agent takes of a node. */
export interface NodeUse {
  readonly cpuShare: number
  readonly residentBytes: number
}

/** An agent with sources beside one without, at the same time on the same machine. */
export interface AgentsFigures {
  readonly bare: NodeUse
  readonly withSources: NodeUse
  /** What the sources cost: at most 0.01 of a core and 60 MB are aimed at. */
  readonly added: NodeUse
  readonly ratio: NodeUse
  /** How often the one with sources has asked what: without requests its figures would say nothing. */
  readonly asked: Readonly<Record<string, number>>
}

const records = 110
/** Owners of pods in the cluster whose mesh is asked. */
const owners = 200
/** Of Calico in the cluster, half as many as an agent follows at most. */
const blocks = 1_000
/** A few plans only, to see that it works; what they take is measured elsewhere. */
const plans = 2

/** Lets two agents of 110 pods be for so long, every round of one of them with all sources that this machine can play. */
export async function measureAgents(idleMs: number): Promise<AgentsFigures> {
  await using confs = await mkdtempDisposable(join(tmpdir(), 'genie-bench-agent-'))
  await layConfs(confs.path, { type: 'calico-ipam' })
  const counts = [records, owners, blocks].map(String)
  await using servers = await startJsonProcess('full-node-servers.ts', counts)
  const { kubeconfig: KUBECONFIG, ...places } = servers.said as Servers
  // Both are on a cluster: what that costs is measured elsewhere.
  const node = { KUBECONFIG, NODE_NAME: 'genie-bench', GENIE_CONF_DIR: confs.path }
  const [bare, full] = (
    await Promise.all(
      [{ GENIE_ADDRESS_OBJECTS: 'none' }, sourcesEnvironment(places)].map((settings) =>
        measureAgent(plans, { records, idleMs, cluster: { ...node, ...settings } }),
      ),
    )
  ).map(useOf)
  if (bare === undefined || full === undefined) throw new Error('Cannot compare as an agent is missing')
  const both = (of: (one: number, other: number) => number): NodeUse => ({
    cpuShare: of(full.cpuShare, bare.cpuShare),
    residentBytes: of(full.residentBytes, bare.residentBytes),
  })
  return {
    ...{ bare, withSources: full },
    added: both((one, other) => rounded(one - other)),
    ratio: both((one, other) => Math.round((one / other) * 100) / 100),
    asked: (await servers.finish()) as AgentsFigures['asked'],
  }
}

/** What `full-node-servers.ts` says. */
interface Servers {
  readonly kubeconfig: string
  readonly kubelet: string
  readonly prometheus: string
  readonly ca: string
  /** With a token in it. */
  readonly dir: string
}

function sourcesEnvironment({
  kubelet,
  prometheus,
  ca,
  dir,
}: Omit<Servers, 'kubeconfig'>): Readonly<Record<string, string>> {
  return {
    // Every one of them is asked: a node that needs all at once is rare, and this is the dearest.
    GENIE_TRAFFIC: 'kubelet-summary,kubelet-cadvisor,prometheus,sysfs',
    GENIE_KUBELET: kubelet,
    GENIE_KUBELET_CA: ca,
    GENIE_SERVICE_ACCOUNT: dir,
    GENIE_PROMETHEUS: prometheus,
    GENIE_PROMETHEUS_TOKEN: join(dir, 'token'),
    GENIE_PROMETHEUS_NODE: 'node="genie-bench"',
  }
}

function useOf({ cpuShareIdle, residentBytes }: AgentFigures): NodeUse {
  return { cpuShare: cpuShareIdle, residentBytes: residentBytes.afterPlans }
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
