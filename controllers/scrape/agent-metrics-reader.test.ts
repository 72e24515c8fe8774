import fc from 'fast-check'
import { Gauge, Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { AgentMetricsReader } from './agent-metrics-reader.ts'

function read(...pieces: readonly string[]) {
  const reader = new AgentMetricsReader()
  for (const piece of pieces) reader.push(piece)
  return Object.fromEntries(reader.end())
}

test('an agent page is read for the figures of its networks, and for nothing else', () => {
  expect(
    read(`# HELP genie_network_score What the network is worth now, 0 to 1
# TYPE genie_network_score gauge
genie_network_score{network="calico"} 0.72
genie_network_score{network="weave"} 0.3

genie_network_best{network="calico"} 1
genie_network_best{network="weave"} 0
genie_network_excluded{network="weave"} 1
genie_network_attachments{network="calico"} 12 1764010000000
genie_network_addresses_used{network="calico"} 40
genie_network_addresses_total{network="calico"} 253
genie_network_utilization_ratio{network="calico"} 0.5
process_cpu_seconds_total 12`),
  ).toEqual({
    calico: { score: 0.72, isBest: true, attachments: 12, addressesUsed: 40, addressesTotal: 253 },
    weave: { score: 0.3, isBest: false, isExcluded: true },
  })
})

test('figures that make no sense are left out, and what is around them counts', () => {
  expect(
    read(
      'genie_network_score{network="a"} NaN\ngenie_network_score{network="b"} 7\ngenie_network_score{network="c"} -Inf\n',
      'genie_network_attachments{network="a"} -3\ngenie_network_attachments{network="b"} 1.5\n',
      'genie_network_attachments{network="c"} 1e300\ngenie_network_best{network="a"} 0.5\n',
      'genie_network_score{network=""} 1\ngenie_network_score 1\ngenie_network_score{node="a"} 1\n',
      'genie_network_score{network="d"} \ngenie_network_score{network="d} 1\ngenie_network_score{network="d"}1 2 3\n',
      'genie_network_score{network="e"} 1e-1\r\n',
    ),
  ).toEqual({ a: {}, b: {}, c: {}, e: { score: 0.1 } })
})

test('a page without an end, lines without an end and thousands of networks fill no memory', () => {
  const reader = new AgentMetricsReader()
  for (let piece = 0; piece < 2_000; piece += 1) reader.push('genie_network_score{network="x'.repeat(100))
  for (let network = 0; network < 5_000; network += 1)
    reader.push(`\ngenie_network_score{network="n${network}"} 1`)
  expect(reader.end().size).toBe(256)
})

test('a network may be called what every object has', () => {
  const reader = new AgentMetricsReader()
  reader.push('genie_network_score{network="__proto__"} 1\ngenie_network_score{constructor="a"} 1\n')
  expect([...reader.end()]).toEqual([['__proto__', { score: 1 }]])
  expect(Object.hasOwn(Object.prototype, 'score')).toBe(false)
})

test('what the metrics library writes is read as it was meant, whatever the labels hold', async () => {
  const registry = new Registry()
  const gauge = new Gauge({
    name: 'genie_network_score',
    help: 'x',
    labelNames: ['network', 'other'],
    registers: [registry],
  })
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }), { maxLength: 8 }),
      fc.float({ min: 0, max: 1, noNaN: true }),
      fc.array(fc.nat(500)),
      async (names, score, cuts) => {
        gauge.reset()
        for (const network of names) gauge.set({ network, other: 'a="b",}' }, score)
        const page = await registry.metrics()
        const places = [0, ...cuts.toSorted((one, other) => one - other), page.length]
        const reader = new AgentMetricsReader()
        places.forEach((place, index) => {
          if (index > 0) reader.push(page.slice(places[index - 1], place))
        })
        const figures = reader.end()
        expect([...figures.keys()].toSorted()).toEqual(names.toSorted())
        for (const name of names) expect(figures.get(name)).toEqual({ score })
      },
    ),
  )
}, 60_000)

test('no text at all makes the reader throw or take what is out of range', () => {
  const rubbish = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'genie_network_score',
      'genie_network_best',
      '{network="',
      '"}',
      '\\',
      '\n',
      ' 1',
      '} NaN',
      ',',
    ),
  )
  fc.assert(
    fc.property(fc.array(rubbish, { maxLength: 40 }), (pieces) => {
      for (const { score } of Object.values(read(...pieces)))
        expect(score === undefined || (score >= 0 && score <= 1)).toBe(true)
    }),
  )
})
