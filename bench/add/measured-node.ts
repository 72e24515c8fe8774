import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startAgent } from '../../lab/agent-process.ts'
import { labPathsOf, newLabId, type LabPaths } from '../../lab/lab-home.ts'
import { labNames } from '../../lab/lab-id.ts'
import { labNetworks } from '../../lab/lab-networks.ts'
import { genieConfOf, layGround } from '../../lab/lay-ground.ts'
import { removeLab, sweepDeadLabs } from '../../lab/remove-lab.ts'
import { runCommand } from '../../lab/run-command.ts'
import { labMark } from '../../lab/traces.ts'
import { ApiCounter } from './api-counter.ts'
import { conflistOf, type MeasuredNetwork } from './measured-networks.ts'

const root = join(import.meta.dirname, '../..')

/** A node of the lab on which pods can be attached: directly, or through genie and its agent. */
export interface MeasuredNode extends AsyncDisposable {
  readonly paths: LabPaths
  /** The namespaces of its pods. */
  readonly pods: readonly string[]
  /** Puts a command into the node's namespace. */
  readonly prefix: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** Our own conf, as a runtime hands it over. */
  readonly conf: object
  /** What the agent takes for its API server. */
  readonly api: ApiCounter
}

/**
 * Makes a node with the networks of the lab and those asked for, with an agent and empty pods. Disposing removes all
 * of it.
 * @param moreNetworks are told where addresses are to be kept
 */
export async function openMeasuredNode(
  podCount: number,
  moreNetworks: (ipamDir: string) => readonly MeasuredNetwork[],
): Promise<MeasuredNode> {
  await sweepDeadLabs(0)
  const id = newLabId()
  const { node, pod } = labNames(id)
  const paths = labPathsOf(id)
  const env = { PATH: process.env['PATH'] ?? '', [labMark]: id }
  const prefix = ['ip', 'netns', 'exec', node]
  await using ground = new AsyncDisposableStack()
  ground.defer(() => removeLab(id))
  await layGround(id, labNetworks)
  for (const network of moreNetworks(paths.ipamDir))
    await writeFile(join(paths.confDir, `50-${network.name}.conflist`), conflistOf(network))
  const pods = Array.from({ length: podCount }, (_, index) => pod(index + 1))
  for (const name of pods) await runCommand(['ip', 'netns', 'add', name])
  const api = ground.use(await ApiCounter.start(prefix, env))
  const kubeconfig = join(paths.dir, 'kubeconfig')
  await writeFile(kubeconfig, api.kubeconfig())
  const agentEnv = { ...env, KUBECONFIG: kubeconfig }
  const agent = await startAgent({ paths, root, namespace: node, nodeName: 'bench', env: agentEnv })
  ground.defer(() => agent.stop())
  const made = ground.move()
  const conf = genieConfOf(id)
  return { paths, pods, prefix, env, conf, api, [Symbol.asyncDispose]: () => made.disposeAsync() }
}
