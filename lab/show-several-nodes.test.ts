import { expect, it } from 'vitest'
import { unmeasured } from '../domain/network-sample.ts'
import { probedText } from './show-several-nodes.ts'

const sample = { network: 'a', at: 1, ...unmeasured, attachments: 1 }

it('what probes say of a network is told in a few words', () => {
  expect(probedText({ name: 'a', sample })).toBe('a not probed yet')
  const probed = { ...sample, probeSource: 'probe:2 peers', lossRatio: 1 }
  expect(probedText({ name: 'a', sample: probed })).toBe('a no answer (p95 no answer), loses at most 100.0 %')
  expect(
    probedText({ name: 'a', sample: { ...probed, latencyP50Ms: 0.21, latencyP95Ms: 1, lossRatio: 0.02 } }),
  ).toBe('a 0.21 ms (p95 1.00 ms), loses at most 2.0 %')
})
