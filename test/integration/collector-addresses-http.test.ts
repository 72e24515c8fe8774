import { describe, expect, test } from 'vitest'
import { endpointReaders } from '../../collector/addresses/address-readers.ts'
import type { EndpointReader } from '../../collector/addresses/endpoint-reader.ts'
import { EndpointSource } from '../../collector/addresses/endpoint-source.ts'
import { openHttpSource } from '../../collector/http/axios-source.ts'
import type { PluginConf } from '../../domain/configured-network.ts'
import { bodyOf, networkOf } from '../support/address-fixture.ts'
import { openEvilServer } from '../support/evil-server.ts'
import { describeSourceContract } from '../support/source-contract.ts'

const { weave, awsVpcCni, ciliumMetrics, calicoMetrics } = endpointReaders
const text = 'text/plain; version=0.0.4; charset=utf-8'

/** One CNI's server: what it says, and where a number and a name stand in that. */
interface Endpoint {
  readonly plugin: PluginConf
  readonly path: string
  readonly type: string
  readonly body: string
  readonly number: RegExp
  readonly name: RegExp
  /** A line, or an entry, with a name of its own. */
  readonly series: (index: number) => string
  readonly join: (body: string, series: readonly string[]) => string
}

const appended = (body: string, series: readonly string[]) => `${body}${series.join('\n')}\n`
const page = { path: '/metrics', type: text, join: appended }

function tryAll<T>(reader: EndpointReader<T>, endpoint: Endpoint): void {
  const { plugin, path, type, body, number, name, series, join } = endpoint
  describeSourceContract(reader.name, {
    open: (url) => new EndpointSource(reader, openHttpSource({ url })),
    view: (at) => ({ at, networks: [networkOf('net', [plugin], 3)] }),
    answer: (asked) => (asked === path ? { type, body } : null),
    withNumber: (from, by) => from.replace(number, (_all, before: string) => before + by),
    withName: (from, by) => from.replace(name, () => JSON.stringify(by)),
    exploded: (count) =>
      join(
        body,
        Array.from({ length: count }, (_, index) => series(index)),
      ),
  })
}

tryAll(awsVpcCni, {
  ...page,
  plugin: { type: 'aws-cni' },
  body: bodyOf('aws-vpc-cni/metrics.txt'),
  number: /^(awscni_assigned_ip_addresses )\d+/m,
  name: /"192\.168\.1\.117\/32"/,
  series: (index) => `awscni_ip_max{instance="i-${index}"} 1`,
})

tryAll(ciliumMetrics, {
  ...page,
  plugin: { type: 'cilium-cni' },
  body: bodyOf('cilium-metrics/metrics.txt'),
  number: /^(cilium_ip_addresses\{family="ipv4"\} )\d+/m,
  name: /"ipv6"/,
  series: (index) => `cilium_ip_addresses{family="ipv4",pool="${index}"} 1`,
})

tryAll(calicoMetrics, {
  ...page,
  plugin: { type: 'calico', ipam: { type: 'calico-ipam' } },
  body: bodyOf('calico-metrics/metrics.txt'),
  number: /^(ipam_allocations_in_use\{ippool="default-ipv4-ippool",node="node-a"\} )\d+/m,
  name: /"node-b"/,
  series: (index) => `ipam_allocations_in_use{ippool="p",node="n${index}"} 1`,
})

tryAll(weave, {
  path: '/report',
  type: 'application/json',
  plugin: { type: 'weave-net' },
  body: bodyOf('weave/report.json'),
  number: /("ActiveIPs": )\d+/,
  name: /"node-b"/,
  series: (index) => JSON.stringify({ Token: '10.32.0.0', Size: 1, Peer: `p${index}`, Version: 0 }),
  join: (body, series) => body.replace('"Entries": [', () => `"Entries": [${series.join(',')},`),
})

describe('servers of addresses', () => {
  test.each([
    [weave, { type: 'weave-net' }, 'weave/report.json', 'application/json', ['node', 17, 349_526]],
    [awsVpcCni, { type: 'aws-cni' }, 'aws-vpc-cni/metrics.txt', text, ['node', 8, 27]],
    [ciliumMetrics, { type: 'cilium-cni' }, 'cilium-metrics/metrics.txt', text, ['node', 23, 254]],
    [calicoMetrics, { type: 'calico' }, 'calico-metrics/metrics.txt', text, ['pool', 70, 256]],
  ] as const)('$name tells what its recorded answer says', async (reader, plugin, file, type, figures) => {
    await using server = await openEvilServer(() => ({ type, body: bodyOf(file) }))
    const source = new EndpointSource<never>(reader as EndpointReader<never>, openHttpSource(server))
    const networks = [networkOf('net', [plugin]), networkOf('other', [{ type: 'bridge' }])]
    const answer = await source.read({ at: 1_000, networks }, AbortSignal.timeout(5_000))
    expect([...answer.figures.keys()]).toEqual(['net'])
    const { addressScope, addressesUsed, addressesTotal } = answer.figures.get('net') ?? {}
    expect([addressScope, addressesUsed, addressesTotal]).toEqual(figures)
    await source.close()
  })

  test('none is asked without a network of its CNI', async () => {
    await using server = await openEvilServer(() => ({ body: '{}' }))
    const source = new EndpointSource(weave, openHttpSource(server))
    const networks = [networkOf('net', [{ type: 'bridge' }])]
    expect((await source.read({ at: 1, networks }, AbortSignal.timeout(5_000))).figures.size).toBe(0)
    expect(server.asked).toEqual([])
    await source.close()
  })

  test("Calico's controllers are asked once a minute, however often a round is", async () => {
    await using server = await openEvilServer(() => ({
      type: text,
      body: bodyOf('calico-metrics/metrics.txt'),
    }))
    const source = new EndpointSource(calicoMetrics, openHttpSource(server))
    const networks = [networkOf('net', [{ type: 'calico', ipam: { type: 'calico-ipam' } }])]
    const times: unknown[] = []
    for (let at = 0; at <= 60_000; at += 10_000) {
      const { figures } = await source.read({ at, networks }, AbortSignal.timeout(5_000))
      times.push(figures.get('net')?.addressesAt)
    }
    expect([times, server.asked.length]).toEqual([[0, 0, 0, 0, 0, 0, 60_000], 2])
    await source.close()
  })
})
