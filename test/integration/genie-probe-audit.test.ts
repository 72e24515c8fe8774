import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { genieProbeBuilds } from '../support/probe-builds.ts'
import { ProbeNetwork } from '../support/probe-network.ts'

const builds = mkdtempSync(join(tmpdir(), 'genie-probe-audit-'))
afterAll(() => rm(builds, { recursive: true }))

const fine = { status: 0, signal: null, stderr: '' }
/** What the rules of a chain have counted at a node. */
const counted = (network: ProbeNetwork, node: 'a' | 'b') =>
  [...network.run(node, 'nft list ruleset').matchAll(/bytes (\d+)/g)].map(([, bytes]) => Number(bytes))

for (const { name, missing, executable } of await genieProbeBuilds(builds)) {
  describe.skipIf(missing)(`audits of the ${name} build ${missing ?? ''}`, () => {
    test('an audit sends no more than it may, in no more time, and knows what came', async () => {
      await using network = new ProbeNetwork()
      const [a, b] = [network.start('a', executable), network.start('b', executable)]
      await b.probe([])
      network.filter(
        'b',
        `table inet genie { chain input { type filter hook input priority 0;
         udp dport 8483 udp length 1208 counter; }; }`,
      )
      for (const address of [network.addresses.b, network.v6.b]) {
        const before = counted(network, 'b')[0] ?? 0
        const { sentBytes, receivedBytes, receivedUs } = await a.audit(address, 8_000_000, 500)
        expect(sentBytes).toBeLessThanOrEqual(500_000)
        // A loaded machine lets it send less than it may.
        expect(sentBytes).toBeGreaterThan(100_000)
        expect((counted(network, 'b')[0] ?? 0) - before).toBe(receivedBytes)
        expect(receivedBytes).toBe(sentBytes)
        expect(receivedUs).toBeGreaterThan(250_000)
        expect(receivedUs).toBeLessThan(1_000_000)
      }
      expect([await a.end(), await b.end()]).toEqual([fine, fine])
    })

    test('a narrow link lets through what it lets through', async () => {
      await using network = new ProbeNetwork()
      const [a, b] = [network.start('a', executable), network.start('b', executable)]
      await b.probe([])
      network.run('a', 'tc qdisc add dev eth0 root tbf rate 4mbit burst 10kb latency 50ms')
      const { sentBytes, receivedBytes, receivedUs } = await a.audit(network.addresses.b, 12_000_000, 1000)
      expect(receivedBytes).toBeLessThan(sentBytes)
      const bitsPerSecond = (receivedBytes * 8e6) / receivedUs
      expect(bitsPerSecond).toBeGreaterThan(3_500_000)
      expect(bitsPerSecond).toBeLessThan(4_800_000)
    })

    test('whatever is asked, an audit ends within its second, and is one of 1 Gbit/s at most', async () => {
      await using network = new ProbeNetwork()
      const [a, b] = [network.start('a', executable), network.start('b', executable)]
      await b.probe([])
      const [most, [second]] = await Promise.all([
        a.audit(network.addresses.b, 10_000_000_000, 100),
        Promise.allSettled([a.audit(network.addresses.b, 1, 1)]),
      ])
      expect(most.sentBytes).toBeLessThanOrEqual(12_500_000)
      expect(most.receivedBytes).toBeLessThanOrEqual(most.sentBytes)
      expect(String((second as PromiseRejectedResult).reason)).toContain('as an audit is not finished')
      expect(await a.audit(network.addresses.b, 1, 1)).toEqual({
        id: 3,
        sentBytes: 0,
        receivedBytes: 0,
        receivedUs: 0,
      })
    })

    test('a peer that does not agree gets nothing but the question', async () => {
      await using network = new ProbeNetwork()
      const a = network.start('a', executable)
      await a.probe([])
      network.filter(
        'a',
        `table inet genie { chain output { type filter hook output priority 0;
         udp dport 8483 counter; }; }`,
      )
      const asked = a.audit(network.addresses.b, 1_000_000, 1000)
      await expect(asked).rejects.toThrow(
        'Cannot audit 10.83.0.2 as it does not answer at 10.83.0.2: probe it first',
      )
      expect(counted(network, 'a')[0]).toBeLessThanOrEqual(8 * 48)
    })
  })
}
