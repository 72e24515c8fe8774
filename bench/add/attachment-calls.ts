import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { cniEnvironment, cniStdin, containerIdOf, type Sandbox } from '../../lab/cni-call.ts'
import type { Call } from '../run-call.ts'
import type { MeasuredNetwork } from './measured-networks.ts'

const genieDir = fileURLToPath(new URL('../../dist', import.meta.url))
/** The interface of each network of a pod, in order. */
const ifnames = ['eth0', 'net1', 'net2']

/** The calls that attach a pod, in order, and those that undo them. */
export interface Attaching {
  readonly add: readonly Call[]
  readonly del: readonly Call[]
}

/** The same pod on the same networks: by the delegates themselves, and by genie. */
export interface Sides {
  readonly direct: Attaching
  readonly ours: Attaching
}

/**
 * The calls for the pod in a namespace.
 * @param conf our own conf, as a runtime hands it over
 */
export const attachmentCalls = (
  namespace: string,
  networks: readonly MeasuredNetwork[],
  conf: object,
): Sides => ({
  direct: directCalls(sandboxIn(namespace), networks),
  ours: ourCalls(sandboxIn(namespace), networks, conf),
})

function directCalls(sandbox: Sandbox, networks: readonly MeasuredNetwork[]): Attaching {
  const calls = (command: 'ADD' | 'DEL') =>
    networks.map(({ name, plugin, directory }, index) => ({
      path: `${directory}/${plugin.type}`,
      env: { ...environment(command, sandbox, [directory]), CNI_IFNAME: ifnames[index] ?? '' },
      stdin: JSON.stringify({ cniVersion: '1.0.0', name, ...plugin }),
    }))
  return { add: calls('ADD'), del: calls('DEL').reverse() }
}

function ourCalls(sandbox: Sandbox, networks: readonly MeasuredNetwork[], conf: object): Attaching {
  const cni = networks.map(({ name }, index) => `${name}@${ifnames[index] ?? ''}`).join(',')
  const directories = [genieDir, ...new Set(networks.map(({ directory }) => directory))]
  const call = (command: 'ADD' | 'DEL'): Call => ({
    path: `${genieDir}/genie`,
    env: environment(command, sandbox, directories),
    stdin: cniStdin(conf, { cni }),
  })
  return { add: [call('ADD')], del: [call('DEL')] }
}

function sandboxIn(namespace: string): Sandbox {
  const pod = { namespace: 'bench', name: 'pod', uid: randomUUID() }
  return { pod, namespace, containerId: containerIdOf(pod) }
}

function environment(
  command: 'ADD' | 'DEL',
  sandbox: Sandbox,
  directories: readonly string[],
): Record<string, string> {
  const set = Object.entries(cniEnvironment(command, sandbox, true)).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return {
    ...Object.fromEntries(set),
    CNI_PATH: directories.join(':'),
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  }
}
