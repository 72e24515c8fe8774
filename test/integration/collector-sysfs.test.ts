import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Round } from '../../collector/round.ts'
import { CollectorTree } from '../support/collector-tree.ts'

const run = promisify(execFile)
const [node, pod] = [`genie-n${process.pid}`, `genie-p${process.pid}`]
/** Addresses are told, not asked for: no ARP packet comes between two readings. */
const [nodeMac, podMac] = ['02:00:00:00:00:01', '02:00:00:00:00:02']
const probe = join(import.meta.dirname, '../support/collect-on-request.ts')

/** Counters of an interface as iproute2 asks the kernel for them, over netlink. */
async function linkBytes(device: string): Promise<{ rx: number; tx: number }> {
  const { stdout } = await run('ip', ['-n', node, '-s', '-j', 'link', 'show', device])
  const [link] = JSON.parse(stdout) as [{ stats64: { rx: { bytes: number }; tx: { bytes: number } } }]
  return { rx: link.stats64.rx.bytes, tx: link.stats64.tx.bytes }
}

/** Has the pod send 200 datagrams of 1,000 bytes to the node. */
async function sendFromPod(): Promise<void> {
  const script = `import { createSocket } from 'node:dgram'
    const socket = createSocket('udp4')
    for (let at = 0; at < 200; at += 1)
      await new Promise((resolve) => socket.send(Buffer.alloc(1000), 9, '10.98.0.1', resolve))
    socket.close()`
  await run('ip', ['netns', 'exec', pod, process.execPath, '--input-type=module', '-e', script])
}

async function canMakeNamespaces(): Promise<boolean> {
  const trial = `genie-t${process.pid}`
  try {
    await run('ip', ['netns', 'add', trial])
    await run('ip', ['netns', 'del', trial])
    return true
  } catch {
    return false
  }
}

const reason = (await canMakeNamespaces()) ? '' : ' (skipped: needs root, iproute2 and network namespaces)'

describe.skipIf(reason !== '')(`real counters${reason}`, () => {
  let directory: string
  let collector: ChildProcessWithoutNullStreams
  let rounds: AsyncIterator<string>

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'genie-sysfs-'))
    await new CollectorTree(directory).attach('bridged', 'pod1', 'genie-v1')
    for (const command of [
      ['netns', 'add', node],
      ['netns', 'add', pod],
      ['netns', 'exec', node, 'sysctl', '-qw', 'net.ipv6.conf.default.disable_ipv6=1'],
      ['netns', 'exec', pod, 'sysctl', '-qw', 'net.ipv6.conf.default.disable_ipv6=1'],
      ['-n', node, 'link', 'add', 'genie-br', 'address', nodeMac, 'type', 'bridge'],
      ['-n', node, 'link', 'add', 'genie-v1', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', pod],
      ['-n', node, 'link', 'set', 'genie-v1', 'master', 'genie-br', 'up'],
      ['-n', node, 'addr', 'add', '10.98.0.1/24', 'dev', 'genie-br'],
      ['-n', node, 'link', 'set', 'genie-br', 'up'],
      ['-n', pod, 'addr', 'add', '10.98.0.2/24', 'dev', 'eth0'],
      ['-n', pod, 'link', 'set', 'eth0', 'address', podMac, 'up'],
      ['-n', node, 'neigh', 'add', '10.98.0.2', 'lladdr', podMac, 'dev', 'genie-br', 'nud', 'permanent'],
      ['-n', pod, 'neigh', 'add', '10.98.0.1', 'lladdr', nodeMac, 'dev', 'eth0', 'nud', 'permanent'],
    ])
      await run('ip', command)
    const networks = JSON.stringify([{ name: 'bridged', plugins: [{ type: 'bridge', bridge: 'genie-br' }] }])
    const journal = join(directory, 'journal')
    collector = spawn('ip', ['netns', 'exec', node, process.execPath, probe, networks, journal])
    rounds = createInterface({ input: collector.stdout })[Symbol.asyncIterator]()
  })

  afterAll(async () => {
    for (const namespace of [node, pod]) await run('ip', ['netns', 'del', namespace])
    collector.stdin.end()
    await rm(directory, { recursive: true })
  })

  async function collectOnce(): Promise<Round> {
    collector.stdin.write('round\n')
    const { value } = (await rounds.next()) as { value: string }
    return JSON.parse(value) as Round
  }

  test("the rates are the kernel's own differences, from the pod on the veth and on the bridge", async () => {
    await sendFromPod()
    await collectOnce()
    const before = { veth: await linkBytes('genie-v1'), bridge: await linkBytes('genie-br') }
    await sendFromPod()
    const after = { veth: await linkBytes('genie-v1'), bridge: await linkBytes('genie-br') }
    const round = await collectOnce()
    expect(after.veth.rx - before.veth.rx).toBeGreaterThanOrEqual(200 * 1_042)
    expect(round.attachments).toMatchObject([
      {
        ingressBitsPerSecond: (after.veth.tx - before.veth.tx) * 8,
        egressBitsPerSecond: (after.veth.rx - before.veth.rx) * 8,
      },
    ])
    expect(round.networks).toMatchObject([
      {
        source: 'sysfs:genie-br',
        ingressBitsPerSecond: (after.bridge.tx - before.bridge.tx) * 8,
        egressBitsPerSecond: (after.bridge.rx - before.bridge.rx) * 8,
        attachments: 1,
      },
    ])
  })

  test('a bridge port that is no pod is found to be the uplink; a veth says nothing of its speed', async () => {
    for (const command of [
      ['-n', node, 'link', 'add', 'genie-up', 'type', 'veth', 'peer', 'name', 'genie-out'],
      ['-n', node, 'link', 'set', 'genie-up', 'master', 'genie-br', 'up'],
    ])
      await run('ip', command)
    const round = await collectOnce()
    expect(round.networks).toMatchObject([{ source: 'sysfs:genie-up', capacityBitsPerSecond: null }])
  })

  test('an interface that is made anew under its name gives no rate', async () => {
    for (const command of [
      ['-n', node, 'link', 'del', 'genie-v1'],
      ['-n', node, 'link', 'add', 'genie-v1', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', pod],
    ])
      await run('ip', command)
    expect((await collectOnce()).attachments).toEqual([])
    expect((await collectOnce()).attachments).toHaveLength(1)
  })
})
