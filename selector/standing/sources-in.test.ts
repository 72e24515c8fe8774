import { expect, test } from 'vitest'
import { unmeasured, type NetworkSample } from '../../domain/network-sample.ts'
import { sourcesIn } from './sources-in.ts'

const sample: NetworkSample = { ...unmeasured, network: 'a', at: 1_000, attachments: 0 }

test('sourcesIn() names who has told something, once for each kind, with the time of the newest figure', () => {
  const samples = [
    { ...sample, source: 'sysfs:eth0', trafficAt: 900, probeSource: 'probe:10 peers', probedAt: 700 },
    { ...sample, network: 'b', source: 'sysfs:eth1', addressSource: 'calico' },
    { ...sample, network: 'c', applicationSource: 'istio:3400 requests of 12 owners', applicationAt: 100 },
  ]
  const rest = { isAvailable: true, fault: null, dropped: {}, lastDurationMs: null }
  expect(sourcesIn(samples)).toEqual([
    { name: 'sysfs', kind: 'traffic', networks: 2, succeededAt: 1_000, ...rest },
    { name: 'calico', kind: 'addresses', networks: 1, succeededAt: 1_000, ...rest },
    { name: 'probe', kind: 'probes', networks: 1, succeededAt: 700, ...rest },
    { name: 'istio', kind: 'application', networks: 1, succeededAt: 100, ...rest },
  ])
})

test('sourcesIn() is empty where nobody has told anything', () => {
  expect(sourcesIn([sample])).toEqual([])
})
