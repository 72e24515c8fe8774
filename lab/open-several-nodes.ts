import { AgentApi } from './agent-api.ts'
import { startAgent, type AgentProcess } from './agent-process.ts'
import { fabricCommands } from './fabric-wiring.ts'
import { newLabId, nodePathsOf } from './lab-home.ts'
import { labNames, type LabId } from './lab-id.ts'
import { genieConfIn, writeNodeHome } from './lay-ground.ts'
import { NodeInABox } from './node-in-a-box.ts'
import { shareOf } from './node-share.ts'
import type { NodeOptions } from './open-node-in-a-box.ts'
import { openPagePipe } from './page-pipe.ts'
import { PodRuntime } from './pod-runtime.ts'
import { removeLab } from './remove-lab.ts'
import { runCommand } from './run-command.ts'
import { labMark } from './traces.ts'
import { Traffic } from './traffic.ts'

/** Several nodes that reach each other on every network, with probes on. */
export interface SeveralNodes extends AsyncDisposable {
  readonly id: LabId
  readonly nodes: readonly NodeInABox[]
}

/** Pods of different nodes have different names for their namespaces. */
const podsPerNode = 1_000

/** The settings that have a node of the lab probe the others. */
export function probeEnvironment(id: LabId, index: number): Readonly<Record<string, string>> {
  return {
    GENIE_PROBES: 'on',
    GENIE_PEER_DIR: nodePathsOf(id, index).peerDir,
    GENIE_PROBE_PREFIX: labNames(id).probePrefix,
  }
}

/** Makes the namespaces of nodes and outside, joins them, and writes every node's files. */
export async function laySeveralGrounds(
  id: LabId,
  networks: NodeOptions['networks'],
  count: number,
): Promise<void> {
  const { nodeOf, fabric } = labNames(id)
  const names = Array.from({ length: count }, (_, index) => nodeOf(index))
  for (const index of names.keys())
    await writeNodeHome(
      nodePathsOf(id, index),
      networks.map((network) => shareOf(network, index)),
    )
  for (const namespace of [fabric, ...names]) await runCommand(['ip', 'netns', 'add', namespace])
  for (const command of fabricCommands(networks, names, fabric)) await runCommand(command)
}

/** Starts a node's agent in its namespace, with probes on unless the environment says otherwise. */
export function startNodeAgent(
  id: LabId,
  index: number,
  { root, delegateDir, searchPath }: Pick<NodeOptions, 'root' | 'delegateDir' | 'searchPath'>,
  env: Readonly<Record<string, string>> = {},
): Promise<AgentProcess> {
  return startAgent({
    paths: nodePathsOf(id, index),
    root,
    namespace: labNames(id).nodeOf(index),
    makesNamespaces: true,
    nodeName: `node-${index + 1}`,
    env: {
      PATH: searchPath,
      [labMark]: id,
      GENIE_BIN_DIR: delegateDir,
      ...probeEnvironment(id, index),
      ...env,
    },
  })
}

/** As many as `mostNodes` at most. @throws {Error} if one cannot be made: then nothing is left of the others */
export async function openSeveralNodes(options: NodeOptions, count: number): Promise<SeveralNodes> {
  const id = newLabId()
  await using ground = new AsyncDisposableStack()
  ground.defer(() => removeLab(id))
  await laySeveralGrounds(id, options.networks, count)
  const nodes: NodeInABox[] = []
  for (let index = 0; index < count; index++) nodes.push(ground.use(await openOne(id, index, options)))
  const owned = ground.move()
  return { id, nodes, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

async function openOne(id: LabId, index: number, options: NodeOptions): Promise<NodeInABox> {
  const { root, delegateDir, networks, page, searchPath } = options
  const { nodeOf, fabric, pod } = labNames(id)
  const paths = nodePathsOf(id, index)
  const env = { PATH: searchPath, [labMark]: id }
  await using ground = new AsyncDisposableStack()
  const agent = await startNodeAgent(id, index, options)
  ground.defer(() => agent.stop())
  const portIsFixed = page.portIsFixed && index === 0
  const pipe = await openPagePipe({ ...page, port: page.port + index, portIsFixed }, paths.httpSocket)
  ground.defer(() => pipe.close())
  const traffic = new Traffic(fabric, env)
  ground.defer(() => traffic.stop())
  const runtime = new PodRuntime({
    ...{ node: nodeOf(index), delegateDir, env },
    nameOfPod: (number) => pod(podsPerNode * index + number),
    plugin: `${root}/dist/genie`,
    conf: genieConfIn(paths),
  })
  const api = new AgentApi(paths.httpSocket)
  const owned = ground.move()
  return new NodeInABox({ id, pageUrl: pipe.url, networks, api, runtime, traffic, ground: owned })
}
