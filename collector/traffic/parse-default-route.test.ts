import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDefaultRoute } from './parse-default-route.ts'

const header = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT'
const route = (
  name: string,
  destination: string,
  metric: number,
  { flags = '0003', mask = '00000000' } = {},
) => `${name}\t${destination}\t0100000A\t${flags}\t0\t0\t${metric}\t${mask}\t0\t0\t0`

test('parseDefaultRoute() answers the default route with the lowest metric', () => {
  const lan = route('lan', '0000000A', 0, { flags: '0001', mask: '00FFFFFF' })
  const text = [header, lan, route('wlan0', '00000000', 600), route('eth0', '00000000', 100)]
  expect(parseDefaultRoute(`${text.join('\n')}\n`)).toBe('eth0')
})

test('parseDefaultRoute() passes over routes that are down or have a mask', () => {
  const down = route('eth0', '00000000', 0, { flags: '0002' })
  const half = route('tun0', '00000000', 0, { mask: '00000080' })
  expect(parseDefaultRoute([header, down, half].join('\n'))).toBeNull()
})

test('parseDefaultRoute() answers null, whatever else the text is', () => {
  fc.assert(fc.property(fc.string(), (text) => parseDefaultRoute(`${header}\n${text}`) === null))
})
