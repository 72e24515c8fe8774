import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { startAgent } from '../lab/agent-process.ts'
import { cniEnvironment, cniStdin, containerIdOf, type Sandbox } from '../lab/cni-call.ts'
import { labNames } from '../lab/lab-id.ts'
import { labPathsOf, newLabId } from '../lab/lab-home.ts'
import { labNetworks, type LabNetwork } from '../lab/lab-networks.ts'
import { genieConfOf, layGround } from '../lab/lay-ground.ts'
import { delegateConflist } from '../lab/network-confs.ts'
import { removeLab, sweepDeadLabs } from '../lab/remove-lab.ts'
import { runCommand } from '../lab/run-command.ts'
import { labMark } from '../lab/traces.ts'
import { compare, type Comparison } from './summary.ts'
import type { Call, Contest, Timings, TimingTask } from './time-calls.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const delegateDir = '/usr/lib/cni'
/** The interface of each network of a pod, in order. */
const ifnames = ['eth0', 'net1']

/** What genie adds to whole-process times of ADD with one and with two delegates, and of DEL with one. */
export interface AddFigures {
  readonly one: Comparison
  readonly two: Comparison
  readonly del: Comparison
}

/** Measures on a node of the lab, which is gone afterwards. */
export async function measureAdd(rounds: number): Promise<AddFigures> {
  await sweepDeadLabs(0)
  const id = newLabId()
  const { node, pod } = labNames(id)
  const networks = labNetworks.slice(0, 2)
  const env = { PATH: process.env['PATH'] ?? '', [labMark]: id }
  await using ground = new AsyncDisposableStack()
  ground.defer(() => removeLab(id))
  await layGround(id, networks)
  const agent = await startAgent({ paths: labPathsOf(id), root, namespace: node, nodeName: 'bench', env })
  ground.defer(() => agent.stop())
  await runCommand(['ip', 'netns', 'add', pod(1)])
  const contests = [1, 2].map((count) => contestOf(id, pod(1), networks.slice(0, count)))
  const task: TimingTask = { rounds, contests }
  const program = fileURLToPath(new URL('time-calls.ts', import.meta.url))
  const printed = await runCommand(['ip', 'netns', 'exec', node, process.execPath, program], {
    env,
    input: JSON.stringify(task),
    timeoutMs: 20_000 + rounds * 1_000,
  })
  const { one, two } = JSON.parse(printed) as Timings
  if (one === undefined || two === undefined)
    throw new Error('Cannot sum up as the timing left something out')
  return { one: compare(one.add), two: compare(two.add), del: compare(one.del) }
}

function contestOf(id: string, namespace: string, networks: readonly LabNetwork[]): Contest {
  const direct = networks.map((network, index) => directCalls(id, namespace, network, ifnames[index] ?? ''))
  return {
    name: networks.length === 1 ? 'one' : 'two',
    direct: { add: direct.map(({ add }) => add), del: direct.map(({ del }) => del).reverse() },
    ours: ourCalls(id, namespace, networks),
  }
}

function directCalls(
  id: string,
  namespace: string,
  network: LabNetwork,
  ifname: string,
): { add: Call; del: Call } {
  const { name, cniVersion, plugins } = delegateConflist(network, labPathsOf(id).ipamDir)
  const [plugin] = plugins
  if (plugin === undefined) throw new Error(`Cannot run ${name} directly as it has no plugin`)
  const sandbox = sandboxOf(namespace)
  const stdin = JSON.stringify({ ...plugin, name, cniVersion })
  const call = (command: 'ADD' | 'DEL'): Call => ({
    path: `${delegateDir}/${plugin.type}`,
    env: { ...environment(command, sandbox), CNI_IFNAME: ifname },
    stdin,
  })
  return { add: call('ADD'), del: call('DEL') }
}

function ourCalls(id: string, namespace: string, networks: readonly LabNetwork[]): Contest['ours'] {
  const sandbox = sandboxOf(namespace)
  const cni = networks.map(({ name }, index) => `${name}@${ifnames[index] ?? ''}`).join(',')
  const call = (command: 'ADD' | 'DEL'): Call => ({
    path: `${root}dist/genie`,
    env: environment(command, sandbox),
    stdin: cniStdin(genieConfOf(id), { cni }),
  })
  return { add: [call('ADD')], del: [call('DEL')] }
}

function sandboxOf(namespace: string): Sandbox {
  const pod = { namespace: 'bench', name: 'pod', uid: randomUUID() }
  return { pod, namespace, containerId: containerIdOf(pod) }
}

function environment(command: 'ADD' | 'DEL', sandbox: Sandbox): Record<string, string> {
  const set = Object.entries(cniEnvironment(command, sandbox, true)).filter(
    ([, value]) => value !== undefined,
  )
  return {
    ...(Object.fromEntries(set) as Record<string, string>),
    CNI_PATH: `${root}dist:${delegateDir}`,
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  }
}
