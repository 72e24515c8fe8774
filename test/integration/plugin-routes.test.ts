import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { PlannedAttachment } from '../../domain/plan-protocol.ts'
import { noNamespaces, ProbeNamespace } from '../support/probe-namespace.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'
import { planned, PluginHost } from '../support/plugin-host.ts'

/**
 * Has a delegate make an interface in 10.<net>.0.0/24 and fd00:<net>::/64 with a default route of each family, as real
 * ones do: it fails where one is there already.
 */
function makesDefaultRoutes(host: PluginHost, name: string, net: number): Promise<void> {
  const [gateway4, gateway6] = [`10.${net}.0.1`, `fd00:${net}::1`]
  const result = {
    cniVersion: '1.0.0',
    interfaces: [{ name: `net-${net}` }],
    routes: [{ dst: '0.0.0.0/0', gw: gateway4 }, { dst: '10.9.0.0/16' }, { dst: '::/0', gw: gateway6 }],
  }
  return host.delegates.tell(
    name,
    'ADD',
    `pod() { nsenter --net="$CNI_NETNS" ip "$@"; }
     set -e
     trap 'test $? = 0 || echo "{\\"code\\":120,\\"msg\\":\\"no route\\"}"' EXIT
     pod link add "$CNI_IFNAME" type veth peer name "p-$CNI_IFNAME"
     pod link set "p-$CNI_IFNAME" up
     pod link set "$CNI_IFNAME" up
     pod address add 10.${net}.0.2/24 dev "$CNI_IFNAME"
     pod address add fd00:${net}::2/64 dev "$CNI_IFNAME" nodad
     pod route add default via ${gateway4} dev "$CNI_IFNAME"
     pod route add default via ${gateway6} dev "$CNI_IFNAME"
     echo '${JSON.stringify(result)}'`,
  )
}

interface Route {
  readonly dst: string
  readonly gw?: string
}

/** A plugin's answer or result without anything but its default routes, each as `gateway`. */
function gatewaysIn(result: unknown): readonly string[] {
  const { routes = [] } = (typeof result === 'string' ? JSON.parse(result) : result) as { routes?: Route[] }
  return routes.filter(({ dst }) => dst.endsWith('/0')).map(({ gw = '' }) => gw)
}

/** The kernel's default routes, each as `<gateway> <interface>` and its metric if it was given one. */
const kernelRoutes = (pod: ProbeNamespace) =>
  ['-4', '-6'].flatMap((family) =>
    pod
      .ip(`${family} route show default`)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => /via (\S+) dev (\S+)(?:.* metric (1\d\d)\b)?/.exec(line)?.slice(1).join(' ').trim()),
  )

const two = planned('two', 'net1', ['b'])
const cases: readonly [
  string,
  readonly PlannedAttachment[],
  readonly string[],
  readonly (readonly string[])[],
][] = [
  [
    'the main network gives the default routes',
    [planned('one', 'eth0', ['a']), two],
    ['10.1.0.1 eth0', 'fd00:1::1 eth0'],
    [['10.1.0.1', 'fd00:1::1'], []],
  ],
  [
    'the main network gives the default routes wherever it stands',
    [two, planned('one', 'eth0', ['a'])],
    ['10.1.0.1 eth0', 'fd00:1::1 eth0'],
    [[], ['10.1.0.1', 'fd00:1::1']],
  ],
  [
    'a gateway that the pod asks for takes its own family along',
    [planned('one', 'eth0', ['a']), { ...two, gateways: ['10.2.0.9'] }],
    ['10.2.0.9 net1', 'fd00:1::1 eth0'],
    [['fd00:1::1'], ['10.2.0.9']],
  ],
  [
    'several gateways stand in the order of their metrics',
    [planned('one', 'eth0', ['a']), { ...two, gateways: ['fd00:2::9', '10.2.0.9', '10.2.0.8'] }],
    ['10.2.0.9 net1 100', '10.2.0.8 net1 101', 'fd00:2::9 net1'],
    [[], ['10.2.0.9', '10.2.0.8', 'fd00:2::9']],
  ],
  [
    'a network that is to have no gateway leaves them to the next',
    [{ ...planned('one', 'eth0', ['a']), gateways: [] }, two],
    ['10.2.0.1 net1', 'fd00:2::1 net1'],
    [[], ['10.2.0.1', 'fd00:2::1']],
  ],
  [
    'a single network may have another gateway too',
    [{ ...planned('one', 'eth0', ['a']), gateways: ['10.1.0.9'] }],
    ['10.1.0.9 eth0', 'fd00:1::1 eth0'],
    [['fd00:1::1', '10.1.0.9']],
  ],
]

describe.skipIf(noNamespaces).each(pluginExecutables)(`$name ${noNamespaces ?? ''}`, (executable) => {
  test.each(cases)('%s', async (_, attachments, routes, results) => {
    await using host = await PluginHost.open(executable)
    using pod = new ProbeNamespace()
    await makesDefaultRoutes(host, 'a', 1)
    await makesDefaultRoutes(host, 'b', 2)
    host.plan(...attachments)

    const outcome = await host.call('ADD', { env: { CNI_NETNS: pod.path } })

    expect(outcome).toMatchObject({ status: 0 })
    expect(kernelRoutes(pod)).toEqual(routes)
    const record = await host.record()
    expect(record?.attachments.map(({ result }) => gatewaysIn(result))).toEqual(results)
    expect(gatewaysIn(outcome.answer)).toEqual(results.flat())
    expect(outcome.stdout).toContain('10.9.0.0/16')
  })

  test('a gateway that no interface reaches is refused by its name, and all is undone', async () => {
    await using host = await PluginHost.open(executable)
    using pod = new ProbeNamespace()
    await makesDefaultRoutes(host, 'a', 1)
    await makesDefaultRoutes(host, 'b', 2)
    host.plan(planned('one', 'eth0', ['a']), { ...two, gateways: ['192.0.2.1'] })
    expect(await host.call('ADD', { env: { CNI_NETNS: pod.path } })).toMatchObject({
      status: 1,
      answer: {
        code: 7,
        msg: 'Cannot make 192.0.2.1 the default gateway on net1 as the kernel refuses it (ENETUNREACH): ask for an address that network "two" reaches without a gateway',
      },
    })
    expect((await host.delegates.order()).slice(2)).toEqual(['DEL b net1', 'DEL a eth0'])
    expect(await host.stateFiles()).toEqual([])
  })

  test.skipIf(!existsSync('/usr/lib/cni/bridge'))(
    'CHECK of real bridges is content with what is left to each, and names an interface that is gone',
    async () => {
      await using host = await PluginHost.open(executable)
      using node = new ProbeNamespace()
      using pod = new ProbeNamespace()
      const bridge = (net: number) => ({
        type: 'bridge',
        bridge: `genie-br${net}`,
        isDefaultGateway: true,
        ipam: { type: 'host-local', dataDir: join(host.directory, 'ipam'), subnet: `10.${net}.0.0/24` },
      })
      host.plan(planned('one', 'eth0', [bridge(1)]), planned('two', 'net1', [bridge(2)]), {
        ...planned('three', 'net2', [bridge(3)]),
        gateways: ['10.3.0.1'],
      })
      const through = ['ip', 'netns', 'exec', node.name]
      const env = { CNI_NETNS: pod.path, CNI_PATH: '/usr/lib/cni' }
      const call = (command: string) => host.call(command, { through, env })

      expect(await call('ADD')).toMatchObject({ status: 0 })
      expect(kernelRoutes(pod)).toEqual(['10.3.0.1 net2'])
      expect(await call('CHECK')).toMatchObject({ status: 0, stdout: '' })
      pod.ip('link delete net1')
      const { status, answer } = await call('CHECK')
      expect(status).toBe(1)
      expect((answer as { msg: string }).msg).toContain('net1')
      expect(await call('DEL')).toMatchObject({ status: 0 })
      expect(await host.stateFiles()).toEqual([])
      expect(pod.ip('-brief link')).not.toContain('eth0')
    },
  )
})
