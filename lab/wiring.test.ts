import { expect, it } from 'vitest'
import { labNetworks } from './lab-networks.ts'
import { wiringCommands } from './wiring.ts'

const lines = wiringCommands(labNetworks, 'N', 'F').map((command) => command.join(' '))

it('both ends of every uplink are created in their namespaces and shaped to the same rate', () => {
  expect(lines.filter((line) => / (netns|tbf) /.test(line))).toEqual(
    [40, 80, 120].flatMap((megabits, at) => [
      `ip link add genie-up${at} netns N type veth peer name genie-out${at} netns F`,
      `tc -n N qdisc add dev genie-up${at} root tbf rate ${megabits}000000bit burst 64kb latency 50ms`,
      `tc -n F qdisc add dev genie-out${at} root tbf rate ${megabits}000000bit burst 64kb latency 50ms`,
    ]),
  )
})

it('answers find their way back to the pods of every network', () => {
  expect(lines.filter((line) => line.startsWith('ip -n F') && line.includes('10.80.'))).toEqual([
    'ip -n F address add 10.80.0.1/24 dev genie-out0',
    'ip -n F address add 10.80.101.1/30 dev genie-out1',
    'ip -n F route add 10.80.1.0/24 via 10.80.101.2',
    'ip -n F address add 10.80.2.1/24 dev genie-out2',
  ])
})

it('no command touches the namespace of the machine', () => {
  expect(lines.filter((line) => !/ -n [NF] | netns N .* netns F$/.test(line))).toEqual([])
})
