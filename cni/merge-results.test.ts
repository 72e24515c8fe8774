import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeResults } from './merge-results.ts'

const empty = { interfaces: [], ips: [], routes: [], dns: {} }

test('mergeResults() shifts indexes and gives every address an interface', () => {
  const merged = mergeResults([
    {
      ifname: 'eth0',
      netns: '/ns',
      result: {
        ...empty,
        interfaces: [{ name: 'br0' }, { name: 'eth0', sandbox: '/ns' }],
        ips: [{ address: '10.1.0.2/24', interface: 1 }, { address: 'fd00::2/64' }],
        dns: { domain: 'first' },
      },
    },
    {
      ifname: 'net1',
      netns: '/ns',
      result: {
        ...empty,
        interfaces: [{ name: 'net1' }],
        ips: [
          { address: '10.2.0.2/24', interface: 0 },
          { address: '10.2.0.3/24', interface: 9 },
          { address: '10.2.0.4/24', interface: -1 },
        ],
        routes: [{ dst: '10.0.0.0/8' }],
        dns: { domain: 'second' },
      },
    },
  ])
  expect(merged).toEqual({
    interfaces: [
      { name: 'br0' },
      { name: 'eth0', sandbox: '/ns' },
      { name: 'net1' },
      { name: 'net1', sandbox: '/ns' },
    ],
    ips: [
      { address: '10.1.0.2/24', interface: 1 },
      { address: 'fd00::2/64', interface: 1 },
      { address: '10.2.0.2/24', interface: 2 },
      { address: '10.2.0.3/24', interface: 3 },
      { address: '10.2.0.4/24', interface: 3 },
    ],
    routes: [{ dst: '10.0.0.0/8' }],
    dns: { domain: 'first' },
  })
})

test('mergeResults() takes an index that is no number for none', () => {
  const ip = { address: '10.1.0.2/24', interface: '0' as unknown as number }
  const result = { ...empty, interfaces: [{ name: 'eth0', sandbox: '/ns' }], ips: [ip] }
  expect(mergeResults([{ ifname: 'eth0', netns: '/ns', result }]).ips).toEqual([
    { address: '10.1.0.2/24', interface: 0 },
  ])
})

test('every address of every attachment points at an interface of that attachment', () => {
  const attachment = fc.record({
    ifname: fc.constant('own'),
    netns: fc.constant('/ns'),
    result: fc.record({
      interfaces: fc.array(fc.constantFrom({ name: 'host' }, { name: 'own', sandbox: '/ns' })),
      ips: fc.array(
        fc.record(
          { address: fc.ipV4(), interface: fc.integer({ min: -2, max: 5 }) },
          { requiredKeys: ['address'] },
        ),
      ),
      routes: fc.constant([]),
      dns: fc.constant({}),
    }),
  })
  fc.assert(
    fc.property(fc.array(attachment), (attachments) => {
      const numbered = attachments.map((one, index) => ({ ...one, netns: `/ns${index}` }))
      const merged = mergeResults(numbered)
      expect(merged.ips).toHaveLength(attachments.flatMap(({ result }) => result.ips).length)
      for (const { interface: index } of merged.ips) expect(merged.interfaces[index ?? -1]).toBeDefined()
    }),
  )
})
