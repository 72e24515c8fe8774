import { AgentApi } from './agent-api.ts'
import { startAgent } from './agent-process.ts'
import { labNames } from './lab-id.ts'
import { labPathsOf, newLabId } from './lab-home.ts'
import type { LabNetwork } from './lab-networks.ts'
import { genieConfOf, layGround } from './lay-ground.ts'
import { NodeInABox } from './node-in-a-box.ts'
import { openPagePipe, type PageAddress } from './page-pipe.ts'
import { PodRuntime } from './pod-runtime.ts'
import { removeLab } from './remove-lab.ts'
import { Traffic } from './traffic.ts'
import { labMark } from './traces.ts'

/** What a node is made of. */
export interface NodeOptions {
  /** The checkout with `dist/agent` and `dist/genie`. */
  readonly root: string
  readonly delegateDir: string
  readonly networks: readonly LabNetwork[]
  readonly page: PageAddress
  /** What the programs of the lab get as PATH. */
  readonly searchPath: string
}

/** Makes a node: ground, agent, page, runtime. If one of them fails, those before it are gone when the error comes. */
export async function openNodeInABox(options: NodeOptions): Promise<NodeInABox> {
  const { root, delegateDir, networks } = options
  const id = newLabId()
  const { node, fabric, pod: nameOfPod } = labNames(id)
  const paths = labPathsOf(id)
  const env = { PATH: options.searchPath, [labMark]: id }
  // Whatever is made is deferred at once, so it goes in reverse order, now if a later step fails or when the lab ends.
  await using ground = new AsyncDisposableStack()
  ground.defer(() => removeLab(id))
  await layGround(id, networks)
  const agent = await startAgent({
    paths,
    root,
    namespace: node,
    nodeName: 'node-in-a-box',
    env: { ...env, GENIE_BIN_DIR: delegateDir },
  })
  ground.defer(() => agent.stop())
  const page = await openPagePipe(options.page, paths.httpSocket)
  ground.defer(() => page.close())
  const traffic = new Traffic(fabric, env)
  ground.defer(() => traffic.stop())
  const runtime = new PodRuntime({
    ...{ node, nameOfPod, delegateDir, env },
    plugin: `${root}/dist/genie`,
    conf: genieConfOf(id),
  })
  const api = new AgentApi(paths.httpSocket)
  return new NodeInABox({ id, pageUrl: page.url, networks, api, runtime, traffic, ground: ground.move() })
}
