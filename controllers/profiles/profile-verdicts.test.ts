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
