import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { genieProbeBuilds } from '../support/probe-builds.ts'
import { ProbeNetwork } from '../support/probe-network.ts'
import { GenieProbe } from '../support/genie-probe.ts'
import { worksHere } from '../support/works-here.ts'

const builds = mkdtempSync(join(tmpdir(), 'genie-probe-process-'))
afterAll(() => rm(builds, { recursive: true }))

const fine = { status: 0, signal: null, stderr: '' }

for (const { name, missing, executable } of await genieProbeBuilds(builds)) {
  describe.skipIf(missing)(`the process of the ${name} build ${missing ?? ''}`, () => {
    // Sanitizers make everything many times slower
    const blocks = name === 'release' ? 200 : 10

    test('lines of garbage by the thousand get an error each, in little memory, and no request is lost', async () => {
      await using network = new ProbeNetwork()
      const a = network.start('a', executable)
      const kinds = ['garbage', '{"id":', '[[[[[[', '\u0000\uffff', '{"do":"probe"}', '"é節"', 'null', '']
      const writeBlocks = async (count: number) => {
        for (let block = 0; block < count; block++)
          a.write(Array.from({ length: 1000 }, (_, index) => `${kinds[index % kinds.length]}\n`).join(''))
        expect(await a.probe([])).toEqual([])
        return a.residentBytes()
      }
      const grown = -(await writeBlocks(blocks / 10)) + (await writeBlocks((blocks * 9) / 10))
      expect(a.errors.length).toBe(1000 * blocks)
      expect(a.errors.every((error) => error.startsWith('Cannot read a request as '))).toBe(true)
      // Three bytes kept of each line would be more
      if (name === 'release') expect(grown).toBeLessThan(512 * 1024)
      expect(await a.end()).toEqual(fine)
    })

    test('a line that is too long, or nested without an end, is an error and nothing more', async () => {
      await using network = new ProbeNetwork()
      const a = network.start('a', executable)
      a.write(
        `${'x'.repeat(1_000_000)}\n${'['.repeat(65_000)}\n${Buffer.alloc(3, 0xff).toString('latin1')}\n`,
      )
      expect(await a.probe([])).toEqual([])
      expect(a.errors).toEqual([
        'Cannot read a request as its line is longer than 65536 bytes',
        ...['Cannot read a request as its line is not JSON', 'Cannot read a request as its line is not JSON'],
      ])
      expect(await a.end()).toEqual(fine)
    })

    test('who asks and does not read holds up nothing but own requests', async () => {
      await using network = new ProbeNetwork()
      const [a, b] = [network.start('a', executable), network.start('b', executable)]
      await b.probe([])
      a.child.stdout?.pause()
      for (let block = 0; block < blocks; block++) a.write('garbage\n'.repeat(1000))
      const [result] = await b.probe([network.addresses.a], { timeoutMs: 5000 })
      expect(result?.roundTripsUs).not.toContain(null)
      a.child.stdout?.resume()
      expect(await a.probe([])).toEqual([])
      expect(a.errors.length).toBe(1000 * blocks)
    })

    test('it ends with its input, whatever is going on', async () => {
      await using network = new ProbeNetwork()
      const a = network.start('a', executable)
      await a.probe([])
      void a.probe(['10.83.7.7'], { timeoutMs: 10_000 }).catch(() => undefined)
      expect(await a.end()).toEqual(fine)
    })

    test('it ends by SIGTERM, and when nobody takes its answers', async () => {
      await using network = new ProbeNetwork()
      const [a, b] = [network.start('a', executable), network.start('b', executable)]
      await Promise.all([a.probe([]), b.probe([])])
      a.child.kill('SIGTERM')
      b.child.stdout?.destroy()
      b.write('garbage\n')
      expect([await a.ended, await b.ended]).toEqual([fine, fine])
    })

    test('it dies with a parent that was killed', async () => {
      await using network = new ProbeNetwork()
      const parent = await network.begin('a', 'parent', executable)
      expect(network.run('a', 'ss -Hlnu')).toContain(':8483')
      parent.kill('SIGKILL')
      await expect.poll(() => network.run('a', 'ss -Hlnu')).not.toContain(':8483')
    })

    test('where IPv6 is switched off, IPv4 is probed', async () => {
      await using network = new ProbeNetwork()
      for (const node of ['a', 'b'] as const) network.run(node, 'sysctl -qw net.ipv6.conf.all.disable_ipv6=1')
      const [a, b] = [network.start('a', executable), network.start('b', executable)]
      await b.probe([])
      const [four, six] = await a.probe([network.addresses.b, network.v6.b], { timeoutMs: 1000 })
      expect([four?.roundTripsUs.includes(null), six?.roundTripsUs.includes(null)]).toEqual([false, true])
      expect([await a.end(), await b.end()]).toEqual([fine, fine])
    })

    test.skipIf(!worksHere('strace', ['-V']))('a kernel without IPv6 gets sockets of IPv4', async () => {
      await using network = new ProbeNetwork()
      const fault = 'inject=socket:error=EAFNOSUPPORT:when=1'
      const traced = ['strace', '-qq', '-o', '/dev/null', '-e', 'trace=socket', '-e', fault, executable]
      const [a, b] = [new GenieProbe(network.spawn('a', traced)), network.start('b', executable)]
      await b.probe([])
      const [result] = await a.probe([network.addresses.b])
      expect(result?.roundTripsUs).not.toContain(null)
      expect(result?.httpUs).toBeGreaterThan(0)
      expect(await b.probe([network.addresses.a])).toMatchObject([{ sent: 5 }])
    })

    test('a port that somebody has is one sentence', async () => {
      await using network = new ProbeNetwork()
      const first = network.start('a', executable)
      await first.probe([])
      const second = network.start('a', executable)
      expect(await second.ended).toEqual({
        ...{ status: 1, signal: null },
        stderr:
          'genie-probe: Cannot listen at port 8483 as the kernel says EADDRINUSE: end what has it, and start again\n',
      })
    })
  })
}
