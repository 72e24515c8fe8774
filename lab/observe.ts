import { once } from 'node:events'
import { networkInterfaces } from 'node:os'
import { startAgent } from './agent-process.ts'
import type { Announcer } from './announcer.ts'
import { labPathsOf, newLabId, writeLabHome, type NodeFiles } from './lab-home.ts'
import type { NodeOptions } from './open-node-in-a-box.ts'
import { openPagePipe } from './page-pipe.ts'
import { removeLab, sweepDeadLabs } from './remove-lab.ts'
import { labMark } from './traces.ts'

/** Without rights for a lab: this machine's own interfaces, as networks to look at. Nothing is ever attached. */
export async function observe(
  { root, page, searchPath }: NodeOptions,
  announcer: Announcer,
  signal: AbortSignal,
): Promise<void> {
  await sweepDeadLabs(process.getuid?.() ?? -1)
  const id = newLabId()
  const paths = labPathsOf(id)
  await using undo = new AsyncDisposableStack()
  undo.defer(() => removeLab(id))
  await writeLabHome(paths, interfaceFiles(ownInterfaces()))
  const env = { PATH: searchPath, [labMark]: id }
  const agent = await startAgent({ paths, root, nodeName: 'this-machine', env })
  undo.defer(() => agent.stop())
  const pipe = await openPagePipe(page, paths.httpSocket)
  undo.defer(() => pipe.close())
  announcer.step(`Observing this machine's own interfaces: ${pipe.url} (Ctrl-C ends it)`)
  if (!signal.aborted) await once(signal, 'abort')
}

const ownInterfaces = (): string[] =>
  Object.entries(networkInterfaces())
    .filter(([, addresses]) => addresses?.some(({ internal }) => !internal))
    .map(([name]) => name)
    .filter((name) => /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name))

/** A macvlan network per interface: the delegate that would put a pod straight onto it. */
export const interfaceFiles = (interfaces: readonly string[]): NodeFiles => ({
  confs: Object.fromEntries(
    interfaces.map((name) => [
      `50-${name}.conf`,
      { cniVersion: '1.0.0', name, type: 'macvlan', master: name, ipam: {} },
    ]),
  ),
  settings: { networks: Object.fromEntries(interfaces.map((name) => [name, { uplink: name }])) },
})
