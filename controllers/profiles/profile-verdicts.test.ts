import { kpis } from '../../domain/kpi.ts'
import { expect, test } from 'vitest'
import type { SelectionProfileSpec } from '../../domain/resources/selection-profile.ts'
import { profileObject, type ProfileObject } from './profile-object.ts'
import { profileVerdicts, type ProfileSurroundings } from './profile-verdicts.ts'

const profile = (name: string, spec: SelectionProfileSpec, namespace = 'shop'): ProfileObject => ({
  ...{ namespace, name, spec },
  ...{ uid: `uid-of-${name}`, resourceVersion: '7', generation: 1, status: undefined },
})

function reasonsOf(one: ProfileObject, around: Partial<ProfileSurroundings> = {}) {
  const all = {
    profiles: [],
    networks: new Set(['calico', 'weave']),
    capabilities: new Set(['multicast']),
    ...around,
  }
  return profileVerdicts(one, all).map(({ status, reason }) => `${status} ${reason}`)
}

test('a profile that names what is there is accepted and resolved', () => {
  const spec = { constraints: { allow: ['calico'], deny: ['weave'], capabilities: ['multicast'] } }
  expect(reasonsOf(profile('fast', spec))).toEqual(['True Accepted', 'True Resolved'])
  expect(reasonsOf(profile('empty', {}), { networks: null })).toEqual(['True Accepted', 'True Resolved'])
})

test('of two defaults of a namespace the first by name counts, and the other is told so', () => {
  const isDefault = { namespaceDefault: true }
  const profiles = [
    ...[profile('b', isDefault), profile('a', isDefault)],
    ...[profile('c', {}), profile('a0', isDefault, 'other')],
  ]
  expect(profiles.map((one) => reasonsOf(one, { profiles })[0])).toEqual([
    'False DefaultConflict',
    'True Accepted',
    'True Accepted',
    'True Accepted',
  ])
})

test('a profile without any weight is told that it does not count', () => {
  const weights = Object.fromEntries(kpis.map((kpi) => [kpi, 0]))
  expect(reasonsOf(profile('none', { weights }))[0]).toBe('False NoWeight')
  expect(reasonsOf(profile('one', { weights: { utilization: 0 } }))[0]).toBe('True Accepted')
})

test('answers and a preset are judged by what they lead to', () => {
  expect(reasonsOf(profile('bulk', { preset: 'bulk', weights: { utilization: 0 } }))[0]).toBe('True Accepted')
  expect(reasonsOf(profile('safe', { answers: { encryption: 'wireguard' } }))[1]).toBe(
    'False UnknownCapability',
  )
  const peak = { bandwidth: { sustainedMbps: 9, peakMbps: 1 } }
  expect(reasonsOf(profile('peak', { answers: peak }))[0]).toBe('False Contradiction')
})

test('profiles that select the same pods are told which of them counts', () => {
  const web = { podSelector: { matchLabels: { app: 'web' } } }
  const profiles = [
    profile('a-web', web),
    profile('b-web', web),
    profile('c-all', { podSelector: {} }),
    profile('d-db', {
      podSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] },
    }),
    profile('a-elsewhere', { podSelector: {} }, 'other'),
    profile('z-none', {}),
  ]
  expect(profiles.map((one) => reasonsOf(one, { profiles })[2])).toEqual([
    'True Exclusive',
    'False SelectorOverlap',
    'False SelectorOverlap',
    'False SelectorOverlap',
    'True Exclusive',
    undefined,
  ])
  const last = profiles[3]
  if (last === undefined) throw new Error('Cannot find the last profile')
  expect(profileVerdicts(last, { profiles, networks: null, capabilities: new Set() })[2]?.message).toBe(
    'Pods that c-all selects too have that one, as it comes before by name: let the selectors exclude each other',
  )
})

test('of many profiles before it only some are named', () => {
  const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => profile(name, { podSelector: {} }))
  const verdict = profileVerdicts(profile('z', { podSelector: {} }), {
    ...{ profiles: all, networks: null, capabilities: new Set<string>() },
  })[2]
  expect(verdict?.message).toContain('Pods that a, b, c or one of 3 others selects too')
})

test('a network that no node has, and a word that no Network lists, are told by name', () => {
  const unknown = profile('typo', { constraints: { allow: ['calcio'], deny: ['weave', 'wave'] } })
  expect(
    profileVerdicts(unknown, { profiles: [], networks: new Set(['weave']), capabilities: new Set() })[1],
  ).toEqual({
    ...{ type: 'Resolved', status: 'False', reason: 'UnknownNetwork' },
    message: 'No node has a network called: calcio, wave',
  })
  expect(reasonsOf(profile('word', { constraints: { capabilities: ['multicats'] } }))[1]).toBe(
    'False UnknownCapability',
  )
})

test('nothing is said of networks before every agent was heard', () => {
  expect(reasonsOf(profile('early', { constraints: { allow: ['calico'] } }), { networks: null })[1]).toBe(
    'Unknown AgentsSilent',
  )
})

test('profileObject() takes no object that is invalid or being deleted', () => {
  const metadata = { name: 'fast', namespace: 'shop', uid: 'u1', resourceVersion: '7', generation: 3 }
  const object = { apiVersion: 'cni-genie.io/v1alpha1', kind: 'SelectionProfile', metadata }
  expect(profileObject({ ...object, spec: { weights: { utilization: 5 } }, status: { rubbish: 1 } })).toEqual(
    {
      ...{ namespace: 'shop', name: 'fast', uid: 'u1', resourceVersion: '7', generation: 3 },
      ...{ spec: { weights: { utilization: 5 } }, status: undefined },
    },
  )
  expect(profileObject({ ...object, spec: { weights: 5 } })).toBeNull()
  const deletionTimestamp = '2026-11-24T10:00:00Z'
  expect(profileObject({ ...object, metadata: { ...metadata, deletionTimestamp }, spec: {} })).toBeNull()
})
