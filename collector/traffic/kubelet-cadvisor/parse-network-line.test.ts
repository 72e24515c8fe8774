import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { NetworkSeries } from './network-series.ts'
import { parseNetworkLine } from './parse-network-line.ts'

const recorded = readFileSync(
  join(import.meta.dirname, '../../../test/fixtures/kubelet/metrics-cadvisor.txt'),
  'utf8',
).split('\n')
const pod = 'd1fc55038879d066dead45406c2eaebda084d1ce9a06338ffc7479b6b1d60fd8'

describe('parseNetworkLine()', () => {
  test('reads the counters of networks and passes over all else', () => {
    const line =
      'container_network_receive_bytes_total{container="",id="/",interface="eth0"} 1.08850842e+09 1795370110186'
    expect(parseNetworkLine(line)).toEqual({
      counter: 'rxBytes',
      id: '/',
      interface: 'eth0',
      value: 1_088_508_420,
      countedMs: 1_795_370_110_186,
    })
    expect(parseNetworkLine('container_network_receive_errors_total{id="/",interface="eth0"} 1')).toBeNull()
    expect(parseNetworkLine('# TYPE container_network_receive_bytes_total counter')).toBeNull()
    expect(parseNetworkLine('')).toBeNull()
  })

  test.each([
    '',
    ' 1',
    '{} 1',
    '{id="/"} 1',
    '{id="/",interface="a"}',
    '{id="/",interface="a"} x',
    '{id="/,interface="a"} 1',
  ])('does not take %j for a series', (rest) => {
    expect(parseNetworkLine(`container_network_receive_bytes_total${rest}`)).toBe('malformed')
  })

  test('reads every name and number that Go can write', () => {
    const escaped = (name: string) => name.replace(/[\\"\n]/g, (one) => (one === '\n' ? '\\n' : `\\${one}`))
    const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), number, (id, name, value) => {
        const line = `container_network_transmit_bytes_total{id="${escaped(id)}",image="${escaped(name)}",interface="${escaped(name)}"} ${value}`
        expect(parseNetworkLine(line)).toEqual({
          counter: 'txBytes',
          id,
          interface: name,
          value,
          countedMs: null,
        })
      }),
    )
  })

  test('never throws', () => {
    const start = fc.constantFrom(
      '',
      'container_network_receive_bytes_total',
      'container_network_receive_bytes_total{id="',
    )
    fc.assert(fc.property(start, fc.string(), (one, other) => void parseNetworkLine(one + other)))
  })
})

describe('NetworkSeries', () => {
  test("keeps a real page's interfaces of the node and of the pods asked for", () => {
    const series = new NetworkSeries(new Set([pod]), 5)
    for (const line of recorded) series.take(line)
    const { host, pods, dropped } = series.end()
    expect([...host.keys()]).toEqual(['eth0', 'ifb0', 'ifb1', 'kbr0', 'knode0'])
    expect([...pods]).toEqual([
      [
        `${pod}@eth0`,
        {
          countedMs: expect.any(Number) as number,
          epoch: pod,
          counters: {
            rxBytes: 13_381n,
            txBytes: 10_495n,
            rxPackets: expect.any(BigInt) as bigint,
            txPackets: expect.any(BigInt) as bigint,
            rxDropped: 0n,
            txDropped: 0n,
          },
        },
      ],
    ])
    expect(dropped).toEqual({})
    expect(series.isTold).toBe(true)
  })
})
