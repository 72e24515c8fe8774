import { expect, test } from 'vitest'
import type { NetworkSample } from '../../domain/network-sample.ts'
import { Reservations } from './reservations.ts'

const at = 1_000_000
const sampleAt = (time: number) => ({ network: 'weave', at: time }) as NetworkSample

const held = () => {
  const reservations = new Reservations()
  reservations.hold({ decision: 'd1', network: 'weave', bitsPerSecond: 5e6, at })
  return reservations
}

test('Reservations hold load and a place until samples can show them', () => {
  const reservations = held()
  expect(reservations.of('weave', sampleAt(at + 1_000), at + 1_000)).toEqual({
    bitsPerSecond: 5e6,
    attachments: 1,
  })
  expect(reservations.of('calico', undefined, at)).toEqual({ bitsPerSecond: 0, attachments: 0 })
})

test('Reservations free the place once a sample is younger than the attachment, and the load 15 s after the decision', () => {
  const reservations = held()
  reservations.attached('d1', at + 100)
  expect(reservations.of('weave', sampleAt(at + 200), at + 200)).toEqual({
    bitsPerSecond: 5e6,
    attachments: 0,
  })
  expect(reservations.of('weave', sampleAt(at + 15_000), at + 15_000)).toEqual({
    bitsPerSecond: 0,
    attachments: 0,
  })
})

test('Reservations free everything when the attachment failed, and after two minutes', () => {
  const failed = held()
  failed.release('d1')
  expect(failed.of('weave', undefined, at)).toEqual({ bitsPerSecond: 0, attachments: 0 })
  expect(held().of('weave', undefined, at + 120_001)).toEqual({ bitsPerSecond: 0, attachments: 0 })
})
