import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { NetworkSample } from '../../domain/network-sample.ts'
import { labNetworks } from '../../lab/lab-networks.ts'
import { runCommand } from '../../lab/run-command.ts'
import { noProbingNodes, ProbingNodes } from '../support/probing-nodes.ts'

type Samples = Readonly<Record<string, NetworkSample | null>>
const names = labNetworks.map(({ name }) => name)
const patience = { timeout: 60_000, interval: 500 }

/** Waits until a node's figures are as wanted, and gives them. */
const until = (nodes: ProbingNodes, index: number, isSo: (samples: Samples) => boolean, timeout = 60_000) =>
  vi.waitUntil(
    async () => {
      const samples = await nodes.samples(index)
      return isSo(samples) ? samples : false
    },
    { ...patience, timeout },
  )

const lossOf = (samples: Samples, network: string) => samples[network]?.lossRatio ?? null
const isProbed = (samples: Samples) => names.every((name) => samples[name]?.probeSource === 'probe:2 peers')

describe.skipIf(noProbingNodes !== '')(`Three nodes that probe each other${noProbingNodes}`, () => {
  const nodes = new ProbingNodes(3)
  const bridged = names[0] ?? ''
  const routed = names[1] ?? ''

  beforeAll(() => nodes.open())
  afterAll(() => nodes.close())

  it('show latency, jitter, loss and response time of every network within 30 s', async () => {
    const all = await Promise.all(nodes.indexes.map((index) => until(nodes, index, isProbed, 30_000)))
    for (const samples of all)
      for (const sample of Object.values(samples)) {
        expect(sample?.latencyP50Ms).toBeGreaterThan(0)
        expect(sample?.latencyP95Ms).toBeGreaterThanOrEqual(sample?.latencyP50Ms ?? NaN)
        expect(sample?.jitterMs).toBeGreaterThanOrEqual(0)
        expect(sample?.responseTimeMs).toBeGreaterThan(0)
        expect(sample?.lossRatio).toBeGreaterThan(0)
        expect(sample?.lossRatio).toBeLessThan(0.3)
        expect(sample?.attachments).toBe(1)
      }
  }, 60_000)

  it('send no more for that than 20 kbit/s, with ten peers on each of four networks', async () => {
    const told = nodes.paths(0).peerDir
    const aliases = [0, 1, 2].flatMap((alias) => nodes.indexes.map((index) => ({ alias, index })))
    for (const { alias, index } of aliases) {
      const text = readFileSync(join(told, `node-${index + 1}.json`), 'utf8')
      const node = `alias-${alias}-${index}`
      const peer = { ...(JSON.parse(text) as object), node, at: Date.now() + 50_000 }
      writeFileSync(join(told, `${node}.json`), JSON.stringify(peer))
    }
    await until(nodes, 0, (samples) => /:1[01] peers/.test(samples[bridged]?.probeSource ?? ''))
    const begun = performance.now()
    const before = await Promise.all(nodes.indexes.map((index) => nodes.sentBytes(index)))
    const probedAt = (await nodes.samples(0))[bridged]?.probedAt ?? 0
    await until(nodes, 0, (samples) => (samples[bridged]?.probedAt ?? 0) >= probedAt + 30_000)
    const after = await Promise.all(nodes.indexes.map((index) => nodes.sentBytes(index)))
    const seconds = (performance.now() - begun) / 1_000
    const sent = after.reduce((sum, bytes, index) => sum + bytes - (before[index] ?? 0), 0)
    const bitsPerSecond = (8 * sent) / seconds / nodes.indexes.length
    // Of ten peers three are the node itself, whose packets do not leave it; and there are three networks here.
    const often = (bitsPerSecond * 10 * 4) / (7 * 3)
    process.stdout.write(`probes to 10 peers on 4 networks: ${Math.round(often)} bit/s sent by each node\n`)
    expect(often).toBeLessThan(20_000)
    expect(bitsPerSecond).toBeGreaterThan(1_000)
  }, 120_000)

  it('see packets that one network drops on that network, and on no other', async () => {
    const { fabric } = nodes.names
    const rules = `table netdev genie {
      chain cut { type filter hook ingress device "genie-out0n0" priority 0; policy accept; udp dport 8483 drop; }
    }`
    await runCommand(['ip', 'netns', 'exec', fabric, 'nft', '-f', '-'], { input: rules })
    const samples = await until(nodes, 0, (seen) => (lossOf(seen, bridged) ?? 0) > 0.5)
    for (const name of names.slice(1)) expect(lossOf(samples, name)).toBeLessThan(0.2)
    await runCommand(['ip', 'netns', 'exec', fabric, 'nft', 'delete', 'table', 'netdev', 'genie'])
  }, 90_000)

  it('see a full link in the latency of its network, and of no other', async () => {
    const node = nodes.names.nodeOf(1)
    await runCommand([
      ...['tc', '-n', node, 'qdisc', 'replace', 'dev', 'genie-up1', 'root'],
      ...['tbf', 'rate', '2mbit', 'burst', '16kb', 'latency', '200ms'],
    ])
    const runtime = nodes.runtime(1)
    const annotations = { cni: routed }
    const pod = await runtime.add({ namespace: 'e2e', name: 'sender', uid: 'sender' }, annotations)
    await nodes.traffic.start({ from: pod.namespace, bitsPerSecond: 4e6, seconds: 80 })
    const latency = (samples: Samples, name: string) => samples[name]?.latencyP50Ms ?? 0
    const samples = await until(nodes, 1, (seen) => latency(seen, routed) > 30, 75_000)
    for (const name of names.filter((each) => each !== routed))
      expect(latency(samples, name)).toBeLessThan(latency(samples, routed) / 2)
    await nodes.traffic.stop()
    await runtime.remove(pod, annotations)
  }, 120_000)

  it('keep their attachments over a killed agent, whose programs end with it', async () => {
    const journal = nodes.journal(2)
    const addresses = nodes.addresses(2)
    await nodes.kill(2)
    await vi.waitUntil(async () => (await programsOf(nodes)).length === 6, patience)
    await nodes.start(2)
    await until(nodes, 2, (samples) => names.every((name) => samples[name]?.probeSource !== null))
    expect(nodes.journal(2)).toEqual(journal)
    expect(nodes.addresses(2)).toEqual(addresses)
    expect(await programsOf(nodes)).toHaveLength(9)
  }, 90_000)

  it('make an attachment anew that somebody has broken', async () => {
    const [broken = ''] = nodes.probeNamespaces()
    await nodes.stop(1)
    await nodes.stop(0)
    await nodes.stop(2)
    await runCommand(['ip', '-n', broken, 'link', 'delete', 'eth0'])
    for (const index of nodes.indexes) await nodes.start(index)
    await vi.waitUntil(async () => (await programsOf(nodes)).length === 9, patience)
    expect(nodes.indexes.map((index) => nodes.addresses(index).length)).toEqual([3, 3, 3])
  }, 90_000)

  it('undo the attachment of a network whose conf goes, and no other', async () => {
    const { confDir, dir } = nodes.paths(1)
    const conf = readdirSync(confDir).find((name) => name.includes(bridged)) ?? ''
    mkdirSync(join(dir, 'aside'), { recursive: true })
    renameSync(join(confDir, conf), join(dir, 'aside', conf))
    await vi.waitUntil(() => nodes.addresses(1, bridged).length === 0, patience)
    expect(nodes.addresses(1)).toHaveLength(2)
    expect(nodes.journal(1)).toHaveLength(2)
  }, 90_000)

  it('audit a quiet network by a twentieth of its capacity, if they are told to', async () => {
    await nodes.stop(0)
    await nodes.start(0, { GENIE_AUDIT: 'on' })
    const audits = await vi.waitUntil(async () => {
      const { probes } = await nodes.probes(0)
      return probes !== null && probes.audits.length > 0 ? probes.audits : false
    }, patience)
    for (const { network, sentBitsPerSecond, arrivedBitsPerSecond, lossRatio } of audits) {
      const capacity = labNetworks.find(({ name }) => name === network)?.capacityBitsPerSecond ?? NaN
      expect(sentBitsPerSecond).toBeLessThanOrEqual(0.05 * capacity)
      expect(arrivedBitsPerSecond).toBeGreaterThan(0.02 * capacity)
      expect(lossRatio).toBeLessThan(0.5)
    }
  }, 90_000)

  it('leave nothing behind when probes are switched off', async () => {
    for (const index of nodes.indexes) {
      await nodes.stop(index)
      await nodes.start(index, { GENIE_PROBES: 'off' })
    }
    await vi.waitUntil(() => nodes.probeNamespaces().length === 0, patience)
    expect(nodes.indexes.map((index) => [nodes.journal(index), nodes.addresses(index)])).toEqual([
      [[], []],
      [[], []],
      [[], []],
    ])
  }, 90_000)
})

/** The programs that run in probes' namespaces. */
async function programsOf(nodes: ProbingNodes): Promise<readonly string[]> {
  const pids = await Promise.all(
    nodes.probeNamespaces().map((name) => runCommand(['ip', 'netns', 'pids', name])),
  )
  return pids.flatMap((text) => text.split('\n').filter(Boolean))
}
