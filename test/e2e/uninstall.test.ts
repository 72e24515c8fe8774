import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NodeReport } from '../../installer/node-report.ts'
import { runInstaller } from '../../installer/run-installer.ts'
import { cniEnvironment, cniStdin, containerIdOf, type Sandbox } from '../../lab/cni-call.ts'
import { labNetworks } from '../../lab/lab-networks.ts'
import { runCommand } from '../../lab/run-command.ts'
import { noRealNode, RealNode } from '../support/real-node.ts'

const delegateDir = '/usr/lib/cni'

/** A node as a runtime has it: what it runs stands in the conf dir, and the first file by name is in force. */
class RuntimeByConfDir {
  readonly #node: RealNode
  readonly #binDir: string
  readonly #namespaces: string[] = []

  constructor(node: RealNode, binDir: string) {
    this.#node = node
    this.#binDir = binDir
  }

  /** The conf that is in force, as a list of plugins. */
  conf(): {
    readonly file: string
    readonly list: { readonly plugins: readonly { readonly type: string }[] }
  } {
    const [file = ''] = readdirSync(this.#node.paths.confDir)
      .filter((name) => /\.conf(list)?$/.test(name))
      .sort()
    const conf = JSON.parse(readFileSync(join(this.#node.paths.confDir, file), 'utf8')) as { type: string }
    return { file, list: file.endsWith('list') ? (conf as never) : { ...conf, plugins: [conf] } }
  }

  async sandbox(name: string): Promise<Sandbox> {
    const pod = { namespace: 'e2e', name, uid: randomUUID() }
    const namespace = `${this.#node.nodeNamespace}-${name}`
    await runCommand(['ip', 'netns', 'add', namespace])
    this.#namespaces.push(namespace)
    return { pod, namespace, containerId: containerIdOf(pod) }
  }

  /** Calls the first plugin of a conf list, with what goes before it into a plugin's conf. */
  async call(
    command: 'ADD' | 'DEL',
    sandbox: Sandbox,
    conf = this.conf(),
    cni = 'routed-80m',
  ): Promise<unknown> {
    const { plugins, ...list } = conf.list
    const [plugin] = plugins
    const path = existsSync(join(this.#binDir, plugin?.type ?? ''))
      ? join(this.#binDir, plugin?.type ?? '')
      : join(delegateDir, plugin?.type ?? '')
    const stdout = await runCommand(['ip', 'netns', 'exec', this.#node.nodeNamespace, path], {
      env: {
        PATH: process.env['PATH'] ?? '',
        ...cniEnvironment(command, sandbox, true),
        CNI_PATH: `${this.#binDir}:${delegateDir}`,
      },
      input: cniStdin({ ...list, ...plugin }, { cni }),
    })
    return stdout === '' ? null : JSON.parse(stdout)
  }

  async close(): Promise<void> {
    for (const namespace of this.#namespaces) await runCommand(['ip', 'netns', 'delete', namespace])
  }
}

describe.skipIf(noRealNode !== '')(`an uninstallation under a running pod${noRealNode}`, () => {
  const node = new RealNode()
  const binDir = join(node.paths.dir, 'bin')
  const runtime = new RuntimeByConfDir(node, binDir)
  const installer = async (act: string): Promise<NodeReport> => {
    const lines: string[] = []
    const env = {
      GENIE_BIN_DIR: binDir,
      GENIE_CONF_DIR: node.paths.confDir,
      GENIE_STATE_DIR: `${node.paths.dir}/genie-state`,
      GENIE_DATA_DIR: `${node.paths.dir}/genie-data`,
      GENIE_SOCKET: node.paths.agentSocket,
      GENIE_SETTLE_MS: '0',
    }
    const sink = (line: string) => void lines.push(line)
    expect(await runInstaller([act], env, { out: sink, err: () => undefined })).toBe(0)
    return JSON.parse(lines[0] ?? '') as NodeReport
  }

  beforeAll(async () => {
    await node.open()
    mkdirSync(binDir)
  })
  afterAll(async () => {
    await runtime.close()
    await node.close()
  })

  const interfaces = async ({ namespace }: Sandbox) => Object.keys(await node.interfacesOf(namespace)).sort()
  const addresses = () =>
    Object.fromEntries(labNetworks.map(({ name }) => [name, node.addressesOf(name).length]))
  const none = Object.fromEntries(labNetworks.map(({ name }) => [name, 0]))
  const journal = () => readdirSync(join(node.paths.dir, 'genie-state/journal'))

  test('by a runtime that keeps the conf of the ADD: the old pod by the journal, the new one by the next conf', async () => {
    expect(await installer('install')).toMatchObject({ binary: 'ours', inForce: '00-genie.conf' })
    const [old, next] = [await runtime.sandbox('old'), await runtime.sandbox('next')]
    const then = runtime.conf()
    await runtime.call('ADD', old)
    expect(await interfaces(old)).toEqual(['eth0'])
    expect(addresses()).toEqual({ ...none, 'routed-80m': 1 })

    expect(await installer('uninstall')).toMatchObject({
      ...{ binary: 'ours', confs: ['00-genie.conf'], inForce: '00-genie.conf', records: 1 },
    })
    await node.stopAgent()
    expect(await interfaces(old)).toEqual(['eth0'])

    const retired = runtime.conf()
    await runtime.call('ADD', next)
    expect(await interfaces(next)).toEqual(['eth0'])
    expect(addresses()).toEqual({ ...none, 'routed-80m': 1, 'bridge-40m': 1 })

    await runtime.call('DEL', old, then)
    expect(await interfaces(old)).toEqual([])
    await runtime.call('DEL', next, retired)
    expect([await interfaces(next), addresses()]).toEqual([[], none])
    expect(runtime.conf().file).toBe('10-bridge-40m.conflist')

    expect(await installer('uninstall')).toMatchObject({ binary: 'absent', records: 0 })
    expect(readdirSync(node.paths.dir)).not.toContain('genie-state')
    await node.startAgent()
  })

  test('by a runtime that goes by the conf in force: no address, interface or record stays, and ours goes by itself', async () => {
    await installer('install')
    const [one, other, next] = [
      await runtime.sandbox('one'),
      await runtime.sandbox('other'),
      await runtime.sandbox('late'),
    ]
    for (const pod of [one, other])
      await runtime.call('ADD', pod, runtime.conf(), 'routed-80m,macvlan-120m,bridge-40m')
    const three = { ...none, 'routed-80m': 2, 'macvlan-120m': 2, 'bridge-40m': 2 }
    expect([await interfaces(one), addresses()]).toEqual([['eth0', 'eth1', 'eth2'], three])

    expect(await installer('uninstall')).toMatchObject({ confs: ['00-genie.conf'], records: 2 })
    await node.stopAgent()
    await runtime.call('ADD', next, runtime.conf(), 'routed-80m,macvlan-120m')
    expect([await interfaces(next), addresses()]).toEqual([['eth0'], { ...three, 'bridge-40m': 3 }])
    expect(await interfaces(one)).toEqual(['eth0', 'eth1', 'eth2'])

    await runtime.call('DEL', one)
    expect([runtime.conf().file, journal().length, await interfaces(one)]).toEqual(['00-genie.conf', 1, []])
    await runtime.call('DEL', other)
    expect([runtime.conf().file, journal(), await interfaces(other)]).toEqual([
      '10-bridge-40m.conflist',
      [],
      [],
    ])
    expect([await interfaces(next), addresses()]).toEqual([['eth0'], { ...none, 'bridge-40m': 1 }])
    // What the runtime asks twice is undone by the next conf, which finds nothing.
    await runtime.call('DEL', one)
    await runtime.call('DEL', next)
    expect([await interfaces(next), addresses()]).toEqual([[], none])

    expect(await installer('uninstall')).toMatchObject({ binary: 'absent', records: 0, confs: [] })
    await node.startAgent()
  })

  test('an installation over a node that is retired has our conf in force again', async () => {
    await installer('install')
    const pod = await runtime.sandbox('again')
    await runtime.call('ADD', pod)
    await installer('uninstall')
    const report = await installer('install')
    expect(report).toMatchObject({ inForce: '00-genie.conf', records: 1, warnings: [] })
    await runtime.call('DEL', pod)
    expect([runtime.conf().file, addresses(), journal()]).toEqual(['00-genie.conf', none, []])
    expect(await installer('uninstall')).toMatchObject({ binary: 'absent' })
  })
})
