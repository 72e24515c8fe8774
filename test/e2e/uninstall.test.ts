import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NodeReport } from '../../installer/node-report.ts'
import { runInstaller } from '../../installer/run-installer.ts'
import { cniEnvironment, cniStdin, containerIdOf, type Sandbox } from '../../lab/cni-call.ts'
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
  async call(command: 'ADD' | 'DEL', sandbox: Sandbox, conf = this.conf()): Promise<unknown> {
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
      input: cniStdin({ ...list, ...plugin }, { cni: 'routed-80m' }),
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

  test('leaves it its network, gives the next pod the next conf, and serves the old pod to its end', async () => {
    expect(await installer('install')).toMatchObject({ binary: 'ours', inForce: '00-genie.conf' })
    const [old, next] = [await runtime.sandbox('old'), await runtime.sandbox('next')]
    const then = runtime.conf()
    await runtime.call('ADD', old)
    expect(Object.keys(await node.interfacesOf(old.namespace))).toEqual(['eth0'])
    expect(node.addressesOf('routed-80m')).toHaveLength(1)

    expect(await installer('uninstall')).toMatchObject({
      binary: 'ours',
      confs: [],
      inForce: '10-bridge-40m.conflist',
      records: 1,
    })
    await node.stopAgent()
    expect(Object.keys(await node.interfacesOf(old.namespace))).toEqual(['eth0'])

    await runtime.call('ADD', next)
    expect(Object.keys(await node.interfacesOf(next.namespace))).toEqual(['eth0'])
    expect(node.addressesOf('bridge-40m')).toHaveLength(1)

    await runtime.call('DEL', old, then)
    expect(await node.interfacesOf(old.namespace)).toEqual({})
    expect(node.addressesOf('routed-80m')).toEqual([])
    await runtime.call('DEL', next)

    expect(await installer('uninstall')).toMatchObject({ binary: 'absent', records: 0 })
    expect(readdirSync(node.paths.dir)).not.toContain('genie-state')
  })
})
