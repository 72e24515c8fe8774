import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { NodeReport } from '../../installer/node-report.ts'
import { runInstaller } from '../../installer/run-installer.ts'
import { ContainerdNode } from '../support/containerd/containerd-node.ts'
import { confVersion, noContainerd } from '../support/containerd/no-containerd.ts'
import { chainedConfs, nodeConfs, type NodeConfs } from '../support/containerd/node-confs.ts'

/** The same confs with the state in a directory of ours alone, as an installation has it. */
const installed =
  (confs: (dir: string, cniVersion: string) => NodeConfs) =>
  (dir: string, cniVersion: string): NodeConfs => {
    const text = JSON.stringify(confs(dir, cniVersion))
    return JSON.parse(text.replaceAll(`"${dir}/state"`, `"${dir}/genie-state"`)) as NodeConfs
  }

describe.skipIf(noContainerd !== '').each([
  ['a single conf', nodeConfs, '00-genie.conf'],
  ['a conflist with further plugins behind ours', chainedConfs, '00-genie.conflist'],
])(`An uninstallation of %s under a real containerd${noContainerd}`, (_, confsOf, own) => {
  let node: ContainerdNode
  beforeAll(async () => {
    node = await ContainerdNode.open({
      confs: installed(confsOf),
      agentEnv: { GENIE_STATE_DIR: '$dir/genie-state' },
    })
  })
  afterAll(() => node[Symbol.asyncDispose]())

  const uninstall = async (): Promise<NodeReport> => {
    const lines: string[] = []
    const env = {
      GENIE_BIN_DIR: node.machine.at('bin'),
      GENIE_CONF_DIR: node.machine.at('net.d'),
      GENIE_STATE_DIR: node.machine.at('genie-state'),
      GENIE_DATA_DIR: node.machine.at('genie-data'),
      GENIE_SOCKET: node.machine.at('agent.sock'),
      GENIE_CNI_VERSION: confVersion(),
      GENIE_SETTLE_MS: '0',
    }
    const sinks = { out: (line: string) => void lines.push(line), err: () => undefined }
    expect(await runInstaller(['uninstall'], env, sinks)).toBe(0)
    return JSON.parse(lines[0] ?? '') as NodeReport
  }
  const confs = () => readdir(node.machine.at('net.d'))
  const journal = () => readdir(node.machine.at('genie-state/journal')).catch(() => [])
  /** The addresses that are given away. */
  const addresses = async () => {
    const files = await readdir(node.machine.at('ipam'), { recursive: true })
    return files.filter((name) => /\/\d+(\.\d+){3}$/.test(name)).length
  }

  const isMapped = async () =>
    (await node.machine.run(['iptables', '-t', 'nat', '-S'])).includes('--dport 18082 ')
  /** containerd reads the conf dir by itself, a moment after it was changed. */
  const inForce = (sign: string) =>
    vi.waitUntil(async () => (await node.cri.networkConfs()).includes(sign), { timeout: 10_000 })

  test('new pods get the default network, old ones leave nothing, and ours goes after the last of them', async () => {
    const two = { cni: 'routed,switched' }
    const onPort = { portMappings: [{ containerPort: 8080, hostPort: 18_082 }] }
    const one = await node.cri.run({ ...node.pod('one', two), ...onPort })
    const other = await node.cri.run(node.pod('other', two))
    const before = await node.interfaces(one)
    expect(await isMapped()).toBe(own.endsWith('list'))
    expect([Object.keys(before).sort(), await addresses()]).toEqual([['eth0', 'eth1'], 4])

    expect(await uninstall()).toMatchObject({ binary: 'ours', confs: [own], records: 2 })
    await node.endAgent('TERM')
    await inForce('retired')
    const late = await node.cri.run(node.pod('late', two))
    const { ip } = await node.cri.network(late)
    expect(ip).toMatch(/^10\.81\.0\./)
    expect([await node.interfaces(late), await journal()]).toMatchObject([{ eth0: [ip] }, { length: 2 }])
    expect(await node.interfaces(one)).toEqual(before)

    await node.end(one)
    expect(await isMapped()).toBe(false)
    expect([(await confs())[0], (await journal()).length, await addresses()]).toEqual([own, 1, 3])
    await node.end(other)
    expect([(await confs())[0], await journal(), await addresses()]).toEqual(['10-bridge.conflist', [], 1])

    await inForce('"Name":"bridged"')
    const calls = async () => (await node.calls(late)).length
    const callsThen = await calls()
    const last = await node.cri.run(node.pod('last', two))
    expect(Object.keys(await node.interfaces(late))).toEqual(['eth0'])
    for (const id of [late, last]) await node.end(id)
    expect([await calls(), await addresses()]).toEqual([callsThen, 0])
    expect(await node.leftovers()).toEqual([])
    expect(await uninstall()).toMatchObject({ binary: 'absent', confs: [], records: 0, warnings: [] })
  })
})
