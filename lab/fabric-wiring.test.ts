import { expect, it } from 'vitest'
import { fabricCommands } from './fabric-wiring.ts'
import { labNetworks } from './lab-networks.ts'
import { mostNodes, shareOf } from './node-share.ts'

const nodes = ['N0', 'N1', 'N2']
const lines = fabricCommands(labNetworks, nodes, 'F').map((command) => command.join(' '))

it('every node has an uplink to every network, with an end of its own outside', () => {
  const made = lines.filter((line) => line.startsWith('ip link add'))
  expect(made).toHaveLength(labNetworks.length * nodes.length)
  expect(new Set(made.map((line) => / name (\S+) /.exec(line)?.[1])).size).toBe(made.length)
})

it('no command touches the namespace of the machine', () => {
  const inside = / -n (N\d|F) | netns N\d .* netns F$|netns exec F /
  expect(lines.filter((line) => !inside.test(line))).toEqual([])
})

it('no two nodes give away the same address', () => {
  for (const network of labNetworks) {
    const ranges = Array.from({ length: mostNodes }, (_, index) => shareOf(network, index).range ?? ['', ''])
    const last = (address: string) => Number(address.split('.')[3])
    for (const [at, [first, end]] of ranges.entries()) {
      expect(last(end)).toBeLessThan(last(ranges[at + 1]?.[0] ?? '0.0.0.256'))
      expect(last(first)).toBeLessThan(last(end))
    }
  }
})
