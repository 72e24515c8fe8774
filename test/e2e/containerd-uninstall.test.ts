import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { NodeReport } from '../../installer/node-report.ts'
import { runInstaller } from '../../installer/run-installer.ts'
import { ContainerdNode } from '../support/containerd/containerd-node.ts'
import { confVersion, noContainerd } from '../support/containerd/no-containerd.ts'
import { nodeConfs } from '../support/containerd/node-confs.ts'

/** The usual confs, with the state in a directory of ours alone, as an installation has it. */
function installedConfs(dir: string, cniVersion: string) {
  const { '00-genie.conf': own, ...others } = nodeConfs(dir, cniVersion) as Record<string, { genie?: object }>
  return { ...others, '00-genie.conf': { ...own, genie: { ...own?.genie, stateDir: `${dir}/genie-state` } } }
}

describe.skipIf(noContainerd !== '')(`An uninstallation under a real containerd${noContainerd}`, () => {
  let node: ContainerdNode
  beforeAll(async () => {
    node = await ContainerdNode.open({
      confs: installedConfs,
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

  /** containerd reads the conf dir by itself, a moment after it was changed. */
  const inForce = (sign: string) =>
    vi.waitUntil(async () => (await node.cri.networkConfs()).includes(sign), { timeout: 10_000 })

  test('new pods get the default network, old ones leave nothing, and ours goes after the last of them', async () => {
    const two = { cni: 'routed,switched' }
    const [one, other] = await Promise.all(['one', 'other'].map((name) => node.cri.run(node.pod(name, two))))
    const before = await node.interfaces(one ?? '')
    expect([Object.keys(before).sort(), await addresses()]).toEqual([['eth0', 'eth1'], 4])

    expect(await uninstall()).toMatchObject({ binary: 'ours', confs: ['00-genie.conf'], records: 2 })
    await node.endAgent('TERM')
    await inForce('retired')
    const late = await node.cri.run(node.pod('late', two))
    const { ip } = await node.cri.network(late)
    expect(ip).toMatch(/^10\.81\.0\./)
    expect([await node.interfaces(late), await journal()]).toMatchObject([{ eth0: [ip] }, { length: 2 }])
    expect(await node.interfaces(one ?? '')).toEqual(before)

    await node.end(one ?? '')
    expect([(await confs())[0], (await journal()).length, await addresses()]).toEqual(['00-genie.conf', 1, 3])
    await node.end(other ?? '')
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
