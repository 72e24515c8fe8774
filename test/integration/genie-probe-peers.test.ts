import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { genieProbeBuilds } from '../support/probe-builds.ts'
import { ProbeNetwork } from '../support/probe-network.ts'

const builds = mkdtempSync(join(tmpdir(), 'genie-probe-peers-'))
afterAll(() => rm(builds, { recursive: true }))

const port = 8483
const lost = (count: number) => Array.from({ length: count }, () => null)
const received = (times: readonly (number | null)[]) => times.filter((time) => time !== null)
const fine = { status: 0, signal: null, stderr: '' }

for (const { name, missing, executable } of await genieProbeBuilds(builds)) {
  describe.skipIf(missing)(`peers of the ${name} build ${missing ?? ''}`, () => {
    test('a peer answers UDP and HTTP by both families, in times of a machine and not of a network', async () => {
      await using network = new ProbeNetwork()
      const [a, b] = [network.start('a', executable), network.start('b', executable)]
      const { addresses, v6 } = network
      await b.probe([])
      const results = await a.probe([addresses.b, v6.b])
      for (const { sent, roundTripsUs, httpUs } of results) {
        expect([sent, roundTripsUs.length]).toEqual([5, 5])
        for (const time of [...roundTripsUs, httpUs]) {
          expect(time).toBeGreaterThan(1)
          expect(time).toBeLessThan(500_000)
        }
      }
      expect(results.map(({ node }) => node)).toEqual([addresses.b, v6.b])
      expect([await a.end(), await b.end()]).toEqual([fine, fine])
    })

    test('a narrow link shows in the round trips', async () => {
      await using network = new ProbeNetwork()
      const [a, b] = [network.start('a', executable), network.start('b', executable)]
      await b.probe([])
      const quick = await a.probe([network.addresses.b], { packets: 10, spreadMs: 0 })
      // 54 bytes a packet on the wire at 40 kbit/s: 11 ms each, one behind the other
      network.run('a', 'tc qdisc add dev eth0 root tbf rate 40kbit burst 60b latency 5s')
      const [slow] = await a.probe([network.addresses.b], { packets: 10, spreadMs: 0, http: false })
      const times = received(slow?.roundTripsUs ?? [])
      expect(times.length).toBe(10)
      expect(Math.max(...times)).toBeGreaterThan(60_000)
      expect(Math.max(...received(quick[0]?.roundTripsUs ?? []))).toBeLessThan(Math.max(...times))
      expect(slow?.httpUs).toBeNull()
    })

    test('a peer whose processor is busy otherwise is no slow network', async () => {
      await using network = new ProbeNetwork()
      const [a, b] = [network.start('a', executable), network.start('b', executable)]
      await b.probe([])
      const address = network.addresses.b
      await a.probe([address])
      b.child.kill('SIGSTOP')
      const began = performance.now()
      const asked = a.probe([address], { packets: 1, http: false, timeoutMs: 5000 })
      // An answer of its own shows that 300 ms are over, and that the packet is on its way
      await a.probe(['10.83.7.7'], { packets: 1, http: false, timeoutMs: 300 })
      b.child.kill('SIGCONT')
      const [result] = await asked
      expect(performance.now() - began).toBeGreaterThan(290)
      expect(received(result?.roundTripsUs ?? []).filter((time) => time < 150_000).length).toBe(1)
    })

    test('half of the packets lost is half of the round trips lost', async () => {
      await using network = new ProbeNetwork()
      const [a, b] = [network.start('a', executable), network.start('b', executable)]
      await b.probe([])
      network.filter(
        'b',
        `table inet genie { chain input { type filter hook input priority 0;
         udp dport ${port} numgen inc mod 2 0 drop; }; }`,
      )
      const [result] = await a.probe([network.addresses.b], { packets: 32, timeoutMs: 1000 })
      expect([result?.sent, received(result?.roundTripsUs ?? []).length]).toEqual([32, 16])
      expect(result?.httpUs).toBeGreaterThan(0)
    })

    test('peers that are not there, or that there is no way to, lose all, and the others nothing', async () => {
      await using network = new ProbeNetwork()
      const [a, b] = [network.start('a', executable), network.start('b', executable)]
      await b.probe([])
      const gone = ['10.83.7.7', '192.0.2.1', '2001:db8::1', 'fe80::1']
      const results = await a.probe([...gone, network.addresses.b], { timeoutMs: 300 })
      const [last] = results.splice(-1)
      expect(results).toEqual(gone.map((node) => ({ node, sent: 5, roundTripsUs: lost(5), httpUs: null })))
      expect(received(last?.roundTripsUs ?? []).length).toBe(5)
      expect(last?.httpUs).toBeGreaterThan(0)
      expect(await a.end()).toEqual(fine)
    })

    test('answers that are garbage, a stranger, late or doubled are not counted', async () => {
      await using network = new ProbeNetwork()
      const a = network.start('a', executable)
      await network.begin('b', 'serveGarbage', port, 400)
      const address = network.addresses.b
      const late = await a.probe([address], { timeoutMs: 200, spreadMs: 800 })
      expect(late).toEqual([{ node: address, sent: 5, roundTripsUs: lost(5), httpUs: null }])
      const [inTime] = await a.probe([address], { timeoutMs: 2000, packets: 2 })
      expect(received(inTime?.roundTripsUs ?? []).filter((time) => time > 390_000).length).toBe(2)
      expect(await a.end()).toEqual(fine)
    })

    test('requests overlap up to eight, and the ninth is refused', async () => {
      await using network = new ProbeNetwork()
      const a = network.start('a', executable)
      const asked = Array.from({ length: 9 }, () => a.probe(['10.83.7.7'], { timeoutMs: 1000 }))
      const ends = await Promise.allSettled(asked)
      expect(ends.map(({ status }) => status)).toEqual([
        ...ends.slice(0, 8).map(() => 'fulfilled'),
        'rejected',
      ])
      expect(String((ends[8] as PromiseRejectedResult).reason)).toContain(
        'Cannot carry out request 9 as 8 others are not finished: wait for an answer',
      )
    })

    test('64 peers of any name are probed at once, with all the packets that are allowed', async () => {
      await using network = new ProbeNetwork()
      const [a, b] = [network.start('a', executable), network.start('b', executable)]
      await b.probe([])
      const peers = Array.from({ length: 64 }, (_, index) => ({
        node: `Knoten ${index} 節点 "\u0001${'x'.repeat(200)}`,
        address: index === 0 ? network.addresses.b : `10.83.9.${index}`,
      }))
      const answer = await a.ask({ do: 'probe', peers, packets: 32, spreadMs: 500, timeoutMs: 500 })
      const results = 'results' in answer ? answer.results : []
      expect(results.map(({ node, sent }) => [node, sent])).toEqual(peers.map(({ node }) => [node, 32]))
      expect(results.map(({ roundTripsUs }) => received(roundTripsUs).length > 0)).toEqual(
        peers.map((_, index) => index === 0),
      )
    })

    test('what is no address, or one of nobody or of many, is refused by name', async () => {
      await using network = new ProbeNetwork()
      const a = network.start('a', executable)
      const bad = [
        ...['', 'node-1', '10.0.0.1\u0000', '10.0.0.256', 'fe80::1%eth0', '::1::', 'x'.repeat(1000)],
        ...['0.0.0.0', '::', '224.0.0.1', '255.255.255.255', 'ff02::1', '::ffff:224.0.0.1'],
      ]
      const answers = await Promise.allSettled(bad.map((address) => a.probe([address])))
      expect(answers.map((answer) => answer.status)).toEqual(bad.map(() => 'rejected'))
      expect(String((answers[1] as PromiseRejectedResult).reason)).toContain(
        'is not the IPv4 or IPv6 address of one machine',
      )
      expect(await a.end()).toEqual(fine)
    })
  })
}
