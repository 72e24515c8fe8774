import { expect, test } from 'vitest'
import { kpis, nodeKpis } from '../../domain/kpi.ts'
import { unmeasured, type NetworkSample } from '../../domain/network-sample.ts'
import { measuredBy } from './measured-by.ts'

const sample: NetworkSample = { ...unmeasured, network: 'a', at: 0, attachments: 0 }

test('what every node measures by itself counts always, and all else where one network has it', () => {
  expect(measuredBy([], false)).toEqual(nodeKpis)
  expect(measuredBy([sample, { ...sample, network: 'b', lossRatio: 0 }], false)).toEqual(
    new Set([...nodeKpis, 'loss']),
  )
  const all = {
    latencyP95Ms: 1,
    jitterMs: 1,
    lossRatio: 0,
    responseTimeMs: 1,
    applicationRatio: 1,
  }
  // No node measures how well a network fits: that is the profile's word.
  expect(measuredBy([{ ...sample, ...all }], true)).toEqual(new Set(kpis.filter((kpi) => kpi !== 'fit')))
})
