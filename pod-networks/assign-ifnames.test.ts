import { expect, test } from 'vitest'
import { parseCniAnnotation } from './parse-cni-annotation.ts'
import { assignIfnames } from './assign-ifnames.ts'

test.each([
  ['weave', 'eth0', ['eth0']],
  ['weave', 'net1', ['net1']],
  ['weave,flannel', 'eth0', ['eth0', 'eth1']],
  ['flannel,weave@eth0,calico@eth2,flannel', 'eth0', ['eth1', 'eth0', 'eth2', 'eth3']],
  ['a@x0,b', 'eth0', ['x0', 'eth0']],
])('assignIfnames() of "%s" with CNI_IFNAME %s', (annotation, cniIfname, expected) => {
  const ask = parseCniAnnotation(annotation)
  expect(ask.kind === 'named' && assignIfnames(ask.networks, cniIfname)).toEqual(expected)
})
