import { expect, test } from 'vitest'
import { defaultProfile } from '../../../domain/profile.ts'
import type { EditStart } from './begin-edit.ts'
import { openEdit } from './weight-edit.ts'

const { weights } = defaultProfile
const spec = { namespaceDefault: true }
const start: EditStart = {
  ref: { namespace: 'shop', name: 'web' },
  origin: 'api',
  base: { spec, version: 1, tag: '"1"' },
  baseWeights: weights,
  from: spec,
  fromWeights: weights,
  weights,
}

test('a slider that is moved changes the spec, and is no change once it is moved back', () => {
  const edit = openEdit(start)
  expect([edit.isChanged.value, edit.change.value, edit.spec.value]).toEqual([false, null, spec])
  edit.sliders.latency.value = 8
  expect(edit.spec.value).toEqual({ namespaceDefault: true, weights: { latency: 8 } })
  expect(edit.change.value).toEqual({ weights: { ...weights, latency: 8 } })
  edit.sliders.latency.value = weights.latency
  expect([edit.isChanged.value, edit.spec.value]).toEqual([false, spec])
})

test('nothing can be asked while all weights are 0', () => {
  const edit = openEdit(start)
  edit.take(Object.fromEntries(Object.keys(weights).map((kpi) => [kpi, 0])) as typeof weights)
  expect([edit.isSound.value, edit.isChanged.value, edit.change.value]).toEqual([false, true, null])
})
