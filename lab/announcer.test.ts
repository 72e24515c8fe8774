import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { createAnnouncer } from './announcer.ts'
import { labNetworks } from './lab-networks.ts'
import type { PlacedPod } from './node-in-a-box.ts'

it('a pod is one plain line in a pipe: time, pod, network, address, reason', () => {
  const out = new PassThrough()
  createAnnouncer(out, labNetworks).placed({
    pod: { namespace: 'lab', name: 'web', uid: 'u' },
    ips: ['10.80.1.10'],
    decision: { chosen: 'routed-80m', reason: 'It is empty' },
  } as unknown as PlacedPod)
  expect(String(out.read())).toMatch(
    /^\d\d:\d\d:\d\d {2}web {8}routed-80m {4}10\.80\.1\.10 {3}It is empty\n$/,
  )
})
