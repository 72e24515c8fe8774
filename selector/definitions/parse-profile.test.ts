import { expect, test } from 'vitest'
import { kpis } from '../../domain/kpi.ts'
import { defaultProfile } from '../../domain/profile.ts'
import { resourceApiVersion } from '../../domain/resources/resource-group.ts'
import { presetWeights } from '../../questionnaire/weights/presets.ts'
import { parseProfile } from './parse-profile.ts'

const parse = (spec: unknown, over: object = {}) =>
  parseProfile({
    apiVersion: resourceApiVersion,
    kind: 'SelectionProfile',
    namespace: 'shop',
    name: 'fast',
    uid: 'u',
    generation: 3,
    annotations: {},
    labels: {},
    spec,
    ...over,
  })

test('parseProfile() fills in the built-in weights, and versions it by its generation', () => {
  const sla = { mode: 'strict', maxUtilizationRatio: 0.8 }
  expect(parse({ weights: { dropRatio: 9 }, sla, constraints: { deny: ['weave'] } })).toEqual({
    namespace: 'shop',
    name: 'fast',
    podSelector: null,
    isNamespaceDefault: false,
    profile: {
      name: 'shop/fast',
      version: 3,
      weights: { ...defaultProfile.weights, dropRatio: 9 },
      constraints: { deny: ['weave'] },
      sla,
    },
  })
})

test('parseProfile() takes an empty spec, and a strictness left out as the milder one', () => {
  expect(parse(undefined)?.profile.version).toBe(3)
  expect(parse({ sla: {} })?.profile.sla).toEqual({ mode: 'fallbackBestPath' })
})

test('parseProfile() takes what answers and a preset lead to, and what is written out before it', () => {
  const answers = { encryption: 'wireguard', restarts: 'surge' }
  expect(parse({ preset: 'bulk', answers, weights: { price: 0 } })?.profile).toEqual({
    ...{ name: 'shop/fast', version: 3 },
    weights: { ...presetWeights('bulk'), price: 0 },
    constraints: { capabilities: ['wireguard'] },
  })
})

test('parseProfile() reads no other kind', () => {
  expect(parse({}, { kind: 'Network' })).toBe(undefined)
  expect(parse({}, { apiVersion: 'example.com/v1' })).toBe(undefined)
})

test.each<[unknown, string]>([
  [{ weights: { utilization: -1 } }, 'spec/weights/utilization'],
  [{ wights: {} }, 'spec'],
  [{ weights: { price: Number.NaN } }, 'spec/weights/price'],
  [{ weights: { price: Number.POSITIVE_INFINITY } }, 'spec/weights/price'],
  [{ weights: { colour: 1 } }, 'spec/weights'],
  [{ preset: 'fastest' }, 'spec/preset'],
  [{ answers: { traffic: 'fast' } }, 'spec/answers/traffic'],
  [{ answers: { bandwidth: { sustainedMbps: 9, peakMbps: 1 } } }, 'spec/answers/bandwidth/peakMbps'],
  ['text', 'spec'],
  [{ weights: Object.fromEntries(kpis.map((kpi) => [kpi, 0])) }, 'all of its weights are 0'],
  [
    { podSelector: { matchExpressions: [{ key: 'app', operator: 'In' }] } },
    'its podSelector says In of "app" with no values: give some',
  ],
  [
    { podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists', values: ['x'] }] } },
    'its podSelector says Exists of "app" with values: leave them out',
  ],
])('parseProfile() refuses %j', (spec, words) => {
  expect(() => parse(spec)).toThrow(words)
})
