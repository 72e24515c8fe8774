import { readFileSync, readlinkSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { noProbingHost, ProbingHost } from '../support/probing-host.ts'

const networks = ['red', 'blue']
const patience = { timeout: 60_000, interval: 200 }

describe.skipIf(noProbingHost !== '')(`A prober with the host's files as its root${noProbingHost}`, () => {
  const host = new ProbingHost()
  const isAttached = async () =>
    Object.keys((await host.probes())?.addresses ?? {}).length === networks.length

  beforeAll(() => {
    host.open(networks)
    host.startProber()
    host.startAgent()
  })
  afterAll(() => host.close())

  it('attaches by the plugin, delegates, conf and state that are there', async () => {
    await vi.waitUntil(isAttached, patience).catch(() => {
      throw new Error(`Cannot attach: ${host.log}`)
    })
    const { addresses = {}, faults } = (await host.probes()) ?? {}
    expect([addresses['red'], addresses['blue'], faults]).toEqual([
      expect.stringMatching(/^10\.84\.0\./),
      expect.stringMatching(/^10\.84\.1\./),
      {},
    ])
    expect(networks.map((network) => host.addresses(network).length)).toEqual([1, 1])
    expect(host.journal()).toHaveLength(2)
    // The programs that probe are those of the prober's own image.
    for (const pid of host.probePrograms()) {
      expect(readlinkSync(`/proc/${pid}/exe`)).toMatch(/\/dist\/genie-probe$/)
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      expect(status).toMatch(/^Uid:\t65532\t65532\t65532\t65532$/m)
      for (const set of ['Eff', 'Prm', 'Inh', 'Bnd', 'Amb'])
        expect(status).toMatch(new RegExp(`^Cap${set}:\t0+$`, 'm'))
      expect(status).toMatch(/^NoNewPrivs:\t1$/m)
    }
  }, 90_000)

  it('keeps them over its own death, whose programs end with it', async () => {
    const journal = host.journal()
    await host.end('prober', 'SIGKILL')
    await vi.waitUntil(() => host.probePrograms().length === 0, patience)
    host.startProber()
    await vi.waitUntil(() => host.probePrograms().length === networks.length, patience)
    expect(host.journal()).toEqual(journal)
  }, 90_000)

  it('starts programs anew that were killed', async () => {
    const killed = host.probePrograms()
    for (const pid of killed) process.kill(pid, 'SIGKILL')
    await vi.waitUntil(
      () => host.probePrograms().filter((pid) => !killed.includes(pid)).length === networks.length,
      patience,
    )
    expect(host.probePrograms()).toHaveLength(networks.length)
  }, 90_000)

  it("makes them anew within about a minute of a runtime's GC, which undoes them, and leaves nothing else", async () => {
    await vi.waitUntil(isAttached, patience)
    host.callPlugin('GC', { 'cni.dev/valid-attachments': [] })
    expect([host.journal(), ...networks.map(host.addresses)]).toEqual([[], [], []])
    const begun = performance.now()
    await vi.waitUntil(() => host.journal().length === networks.length, { timeout: 90_000, interval: 200 })
    process.stdout.write(`attached anew ${Math.round((performance.now() - begun) / 1_000)} s after a GC\n`)
    await vi.waitUntil(isAttached, patience)
    expect(networks.map((network) => host.addresses(network).length)).toEqual([1, 1])
    expect(host.probeNamespaces()).toHaveLength(2)
    await vi.waitUntil(() => host.probePrograms().length === networks.length, patience)
  }, 180_000)

  it('undoes the one whose conf goes, by DEL', async () => {
    host.removeNetwork('red')
    await vi.waitUntil(() => host.addresses('red').length === 0, patience)
    await vi.waitUntil(() => host.probeNamespaces().length === 1, patience)
    expect(host.journal()).toHaveLength(1)
  }, 90_000)

  it('undoes all when probes are off', async () => {
    await host.end('prober')
    host.startProber({ GENIE_PROBES: 'off' })
    await vi.waitUntil(() => host.probeNamespaces().length === 0, patience)
    expect(host.journal()).toEqual([])
    expect(host.addresses('blue')).toEqual([])
  }, 90_000)
})
