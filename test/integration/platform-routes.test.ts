import { mkdtempSync, readlinkSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { probesOfAllPlatforms } from '../support/probe-builds.ts'
import { noNamespaces, ProbeNamespace } from '../support/probe-namespace.ts'
import { outcomesOf, ProbeFolder } from '../support/probe-process.ts'
import type { Step } from '../support/platform-probe.ts'
import { worksHere } from '../support/works-here.ts'

const builds = mkdtempSync(join(tmpdir(), 'genie-probe-builds-'))
afterAll(() => rm(builds, { recursive: true }))

/** Two interfaces, as of a pod with two networks. */
function podNamespace(...commands: readonly string[]): ProbeNamespace {
  using onFailure = new DisposableStack()
  const pod = onFailure.use(new ProbeNamespace())
  pod.addInterface('eth0', ['10.1.0.2/24', '2001:db8:1::2/64'])
  pod.addInterface('net1', ['10.2.0.2/24', '2001:db8:2::2/64'])
  for (const command of commands) pod.ip(command)
  onFailure.move()
  return pod
}

const kinds: Record<string, readonly string[]> = {
  'with metric, protocol and source': [
    '-4 route add default via 10.1.0.1 dev eth0 src 10.1.0.2',
    '-4 route add default via 10.2.0.1 dev net1 metric 100 proto static',
    '-6 route add default via 2001:db8:1::1 dev eth0 metric 10 pref high src 2001:db8:1::2',
    '-6 route add default via fe80::1 dev net1 proto static',
  ],
  'whose gateway is on no subnet, as of Calico': [
    '-4 route add default via 169.254.1.1 dev eth0 onlink',
    '-4 route add default dev net1 scope link metric 5',
    '-6 route add default via fd00::1 dev eth0 onlink',
  ],
  'of several paths': [
    '-4 route add default metric 7 nexthop via 10.1.0.1 dev eth0 weight 3 nexthop via 10.9.0.1 dev net1 onlink',
    '-6 route add default nexthop via 2001:db8:1::1 dev eth0 weight 2 nexthop via fe80::1 dev net1',
  ],
  'of one metric': [
    '-4 route add default via 10.1.0.1 dev eth0 metric 3',
    '-4 route append default via 10.2.0.1 dev net1 metric 3',
    '-4 route append default via 10.2.0.9 dev net1 metric 3',
  ],
  'over an interface without carrier': [
    'link set peer-net1 down',
    '-4 route add default nexthop via 10.1.0.1 dev eth0 nexthop via 10.2.0.1 dev net1',
    '-4 route add default via 10.2.0.1 dev net1 metric 5',
    '-6 route add default via fe80::1 dev net1',
  ],
  'with limits of their own': [
    '-4 route add default via 10.1.0.1 dev eth0 mtu lock 1400 advmss 1300 congctl cubic features ecn',
    '-6 route add default via fe80::1 dev eth0 mtu 1300 hoplimit 9 initcwnd 20',
  ],
}

/** What ip(8) cannot put back, and the product can. */
const productKinds: Record<string, readonly string[]> = {
  'of nexthop objects': [
    'nexthop add id 1 via 10.1.0.1 dev eth0',
    'nexthop add id 2 via 10.2.0.1 dev net1',
    'nexthop add id 3 group 1/2',
    '-4 route add default nhid 1 metric 1',
    '-4 route add default nhid 3 metric 2',
  ],
  'to an IPv6 gateway, and with a lowest time of retransmission': [
    '-4 route add default via inet6 fe80::1 dev eth0',
    '-4 route add default via 10.1.0.1 dev eth0 metric 1 rto_min 5ms',
  ],
}

const probes = await probesOfAllPlatforms(builds)
const strace = worksHere('strace', ['-qq', '-o', '/dev/null', '-e', 'inject=setns:error=EPERM', 'true'])

for (const build of probes) {
  const { name, executable = '' } = { executable: undefined, ...build }
  const missing = noNamespaces ?? build.missing
  describe.skipIf(missing)(`default routes by the ${name} build ${missing ?? ''}`, () => {
    const restorable = name === 'node' ? kinds : { ...kinds, ...productKinds }

    test.each(Object.entries(restorable))('those %s go, and come back as they were', async (_, commands) => {
      await using folder = await ProbeFolder.create()
      using pod = podNamespace(...commands)
      const before = pod.defaultRoutes()
      const families = commands.filter((each) => each.includes(' route ')).map((each) => Number(each[1]))
      const each = (call: string): Step[] => families.map((_, place) => [call, place])
      const results = await folder.results(executable, [
        ['openRoutes', pod.path],
        ['listRoutes'],
        ...each('removeRoute'),
        ['countRoutes'],
        ...each('removeRoute'),
        ...each('restoreRoute'),
        ...each('restoreRoute'),
        ['closeRoutes'],
      ])
      const done = families.map(() => null)
      expect(outcomesOf(results)).toEqual([true, families, ...done, 0, ...done, ...done, ...done, null])
      expect(pod.defaultRoutes()).toEqual(before)
    })

    test('a route comes back alone where another one has come meanwhile', async () => {
      await using folder = await ProbeFolder.create()
      using pod = podNamespace('-4 route add default via 10.1.0.1 dev eth0 metric 10')
      const results = await folder.results(executable, [
        ['openRoutes', pod.path],
        ['listRoutes'],
        ['removeRoute', 0],
        ['addRoute', '10.2.0.1', 'net1', 10],
        ['restoreRoute', 0],
      ])
      expect(outcomesOf(results)).toEqual([true, [4], null, null, null])
      expect(pod.ip('-4 route show default')).toBe(
        'default via 10.2.0.1 dev net1 metric 10 \ndefault via 10.1.0.1 dev eth0 metric 10 \n',
      )
    })

    test('only default routes of the main table are listed that are nobody else’s business', async () => {
      await using folder = await ProbeFolder.create()
      using pod = podNamespace(
        '-4 route add default via 10.1.0.1 dev eth0 table 100',
        '-4 route add blackhole default metric 5',
        '-4 route add 0.0.0.0/1 via 10.1.0.1 dev eth0',
        '-6 route add unreachable default metric 5',
        '-6 route add default via fe80::1 dev eth0 table 100',
        '-6 route add default from 2001:db8:1::/64 via fe80::1 dev eth0',
        '-6 route add default via fe80::1 dev eth0 expires 300 proto ra',
      )
      const results = await folder.results(executable, [['openRoutes', pod.path], ['listRoutes']])
      expect(outcomesOf(results)).toEqual([true, []])
    })

    test('a default route is found among ten thousand others', async () => {
      await using folder = await ProbeFolder.create()
      using pod = podNamespace('-4 route add default via 10.1.0.1 dev eth0')
      const others = Array.from(
        { length: 10_000 },
        (_, i) => `route add 172.16.${i >> 8}.${i & 255} dev net1\n`,
      )
      await writeFile(join(folder.path, 'others'), others.join(''))
      pod.ip(`-batch ${join(folder.path, 'others')}`)
      const results = await folder.results(executable, [['openRoutes', pod.path], ['listRoutes']])
      expect(outcomesOf(results)).toEqual([true, [4]])
    })

    test('a route is added through a gateway of either family', async () => {
      await using folder = await ProbeFolder.create()
      using pod = podNamespace()
      const results = await folder.results(executable, [
        ['openRoutes', pod.path],
        ['addRoute', '10.1.0.1', 'eth0', null],
        ['addRoute', '10.2.0.1', 'net1', 100],
        ['addRoute', '2001:db8:1::1', 'eth0', null],
        ['addRoute', 'fe80::ffff:10.2.0.1', 'net1', 4_000_000_000],
      ])
      expect(outcomesOf(results)).toEqual([true, null, null, null, null])
      expect([pod.ip('-4 route show default'), pod.ip('-6 route show default')]).toEqual([
        'default via 10.1.0.1 dev eth0 \ndefault via 10.2.0.1 dev net1 metric 100 \n',
        'default via 2001:db8:1::1 dev eth0 metric 1024 pref medium\n' +
          'default via fe80::ffff:a02:1 dev net1 metric 4000000000 pref medium\n',
      ])
    })

    test.each([
      ['ENETUNREACH', '10.9.0.1', 'eth0'],
      ['EHOSTUNREACH', '2001:db8:9::1', 'eth0'],
      ['ENODEV', '10.1.0.1', 'eth7'],
      ['ENODEV', '10.1.0.1', 'é€😀'],
      ['EEXIST', '10.1.0.9', 'eth0'],
      ['EINVAL', '10.1.0.256', 'eth0'],
      ['EINVAL', 'fe80::1%eth0', 'eth0'],
    ])('adding a route says %s for %s on %s', async (code, gateway, ifname) => {
      await using folder = await ProbeFolder.create()
      using pod = podNamespace('-4 route add default via 10.1.0.1 dev eth0')
      const add = ['addRoute', gateway, ifname, null] as const
      const [, result] = await folder.results(executable, [['openRoutes', pod.path], add])
      expect(result).toEqual({ code, message: expect.stringContaining(gateway) as string })
    })

    test('an interface may have any name', async () => {
      await using folder = await ProbeFolder.create()
      using pod = podNamespace('link set eth0 down', 'link set eth0 name é€😀', 'link set é€😀 up')
      const results = await folder.results(executable, [
        ['openRoutes', pod.path],
        ['addRoute', '10.1.0.1', 'é€😀', null],
      ])
      expect(outcomesOf(results)).toEqual([true, null])
    })

    test('our own network namespace has no routes for us, and what is none has neither', async () => {
      await using folder = await ProbeFolder.create()
      const file = join(folder.path, 'file')
      await writeFile(file, '')
      const results = await folder.results(executable, [
        ['openRoutes', '/proc/self/ns/net'],
        ['openRoutes', `/proc/${process.pid}/ns/net`],
        ['openRoutes', file],
        ['openRoutes', join(folder.path, 'nothing')],
      ])
      expect(outcomesOf(results)).toEqual([false, false, 'EINVAL', 'ENOENT'])
    })

    test('whoever opens the routes of a pod stays at home', async () => {
      await using folder = await ProbeFolder.create()
      using pod = podNamespace()
      const where = await folder.run('#!/bin/sh\nreadlink /proc/self/ns/net /proc/$PPID/ns/net\n')
      const results = await folder.results(executable, [['openRoutes', pod.path], ['listRoutes'], where])
      const home = readlinkSync('/proc/self/ns/net')
      expect(results[2]).toMatchObject({ value: { stdout: `${home}\n${home}\n` } })
    })
  })
}

const release = { executable: '', missing: undefined, ...probes[0] }
const missing = noNamespaces ?? release.missing ?? (strace ? undefined : '(skipped: no strace here)')
describe.skipIf(missing)(`default routes against a kernel that refuses ${missing ?? ''}`, () => {
  const refused = async (fault: string, steps: readonly Step[]) => {
    await using folder = await ProbeFolder.create()
    using pod = podNamespace('-4 route add default via 10.1.0.1 dev eth0')
    const through = ['strace', '-qq', '-o', '/dev/null', '-e', `inject=${fault}`]
    return await folder.results(release.executable, [['openRoutes', pod.path], ...steps], { through })
  }

  test('a plugin that cannot return from the namespace of a pod ends', async () => {
    await expect(refused('setns:error=EPERM:when=2', [])).rejects.toThrow(
      'The probe ended with 1: Cannot return to the network namespace of the host: Operation not permitted',
    )
  })

  test('a lost answer is a fault, and the next answer is not mistaken for it', async () => {
    const results = await refused('recvfrom:error=ENOBUFS:when=1', [
      ['listRoutes'],
      ['addRoute', '10.1.0.1', 'eth0', 7],
      ['listRoutes'],
    ])
    expect(outcomesOf(results)).toEqual([true, 'ENOBUFS', null, [4, 4]])
  })
})
