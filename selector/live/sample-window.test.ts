import { expect, test } from 'vitest'
import { unmeasured } from '../../domain/network-sample.ts'
import { SampleWindow } from './sample-window.ts'

const sample = (at: number) => ({ ...unmeasured, network: 'weave', attachments: 0, at })
const timesIn = (window: SampleWindow) => window.of('weave').map(({ at }) => at)

test('SampleWindow keeps ten minutes of samples, each once', () => {
  const window = new SampleWindow()
  window.add([sample(1_000), sample(1_000), sample(2_000)])
  window.add([sample(601_500)])
  expect(timesIn(window)).toEqual([2_000, 601_500])
})

test('SampleWindow goes on with what is measured after the clock went back, and forgets the time to come', () => {
  const window = new SampleWindow()
  window.add([sample(1_000), sample(900_000), sample(910_000)])
  window.add([sample(905_000)])
  expect(timesIn(window)).toEqual([900_000, 905_000])
  window.add([sample(500)])
  expect(timesIn(window)).toEqual([500])
})
