import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { genieProbeBuilds } from '../support/probe-builds.ts'
import { ProbeNetwork } from '../support/probe-network.ts'

const builds = mkdtempSync(join(tmpdir(), 'genie-probe-costs-'))
afterAll(() => rm(builds, { recursive: true }))

const [{ missing, executable } = { missing: 'no build', executable: '' }] = await genieProbeBuilds(builds)
const peers = Array.from({ length: 10 }, (_, index) => `10.83.1.${index}`)
/** Every 10 s, for an hour */
const rounds = 360
const roundSeconds = 10

const counters = `table inet genie {
  chain out { type filter hook output priority 0; meta l4proto { tcp, udp } counter; };
  chain in { type filter hook input priority 0; meta l4proto { tcp, udp } counter; }; }`

describe.skipIf(missing)(`what genie-probe costs ${missing ?? ''}`, () => {
  test(
    'an hour of probes of 10 peers takes 3 MB and a thousandth of a core',
    { timeout: 120_000 },
    async () => {
      await using network = crowd()
      const [a, b] = [network.start('a', executable), network.start('b', executable)]
      await b.probe([])
      for (let round = 0; round < rounds; round++)
        await a.probe(peers, { packets: 5, spreadMs: 70, http: round % 3 === 0 })
      for (const { name, probe } of [
        { name: 'asks', probe: a },
        { name: 'answers', probe: b },
      ]) {
        expect([name, probe.residentBytes() < 3e6]).toEqual([name, true])
        expect(probe.usedMs() / 1000 / (rounds * roundSeconds)).toBeLessThan(0.001)
      }
    },
  )

  test('10 peers on each of 4 networks take less than 20 kbit/s of a node', async () => {
    await using network = crowd()
    const [a, b] = [network.start('a', executable), network.start('b', executable)]
    await b.probe([])
    await a.probe(peers)
    network.filter('a', counters)
    // HTTP in every third round, as the agent asks
    for (const http of [true, false, false]) await a.probe(peers, { packets: 5, http })
    const bytes = [...network.run('a', 'nft list ruleset').matchAll(/bytes (\d+)/g)].map(([, count]) =>
      Number(count),
    )
    const kbitPerSecond = (((bytes[0] ?? 0) + (bytes[1] ?? 0)) * 4 * 8) / (3 * roundSeconds) / 1000
    expect(kbitPerSecond).toBeGreaterThan(10)
    expect(kbitPerSecond).toBeLessThan(20)
  })
})

/** A network whose nodes have the addresses of ten: pairs, as each peer answers one so often and not more. */
function crowd(): ProbeNetwork {
  const network = new ProbeNetwork()
  for (const address of peers) {
    const own = address.replace('10.83.1', '10.83.2')
    network.run('b', `ip address add ${address}/32 dev eth0`)
    network.run('a', `ip address add ${own}/32 dev eth0`)
    network.run('a', `ip route add ${address} dev eth0 src ${own}`)
  }
  return network
}
