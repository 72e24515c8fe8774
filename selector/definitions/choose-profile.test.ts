import { expect, test } from 'vitest'
import { resourceApiVersion } from '../../domain/resources/resource-group.ts'
import { chooseProfile, needsLabels, profileNamed } from './choose-profile.ts'
import { parseProfile, type BoundProfile } from './parse-profile.ts'

const profile = (namespace: string, name: string, spec: object): BoundProfile => {
  const parsed = parseProfile({
    apiVersion: resourceApiVersion,
    kind: 'SelectionProfile',
    namespace,
    name,
    uid: '',
    generation: 4,
    annotations: {},
    labels: {},
    spec,
  })
  if (parsed === undefined) throw new Error('Cannot parse the profile')
  return parsed
}

const web = { podSelector: { matchLabels: { app: 'web' } } }
const all = [
  profile('shop', 'z-web', web),
  profile('shop', 'a-web', web),
  profile('shop', 'base', { namespaceDefault: true }),
  profile('cni-genie', 'cluster', { namespaceDefault: true }),
  profile('cni-genie', 'everything', { podSelector: {} }),
]
const nameFor = (namespace: string, labels: Readonly<Record<string, string>> | undefined, list = all) =>
  chooseProfile(list, { namespace, labels }, 'cni-genie').name

test('chooseProfile() takes the first by name that selects the pod, then the defaults in order', () => {
  expect([
    nameFor('shop', { app: 'web' }),
    nameFor('shop', { app: 'db' }),
    nameFor('shop', undefined),
    nameFor('other', { app: 'web' }),
    nameFor('cni-genie', {}),
    nameFor('other', {}, []),
  ]).toEqual(['shop/a-web', 'shop/base', 'shop/base', 'cni-genie/cluster', 'cni-genie/everything', 'default'])
})

test('needsLabels() is true only where a profile of the namespace selects pods', () => {
  expect([needsLabels(all, 'shop'), needsLabels(all, 'other')]).toEqual([true, false])
})

test('profileNamed() finds a profile of the namespace, of another by its full name, and the built-in one', () => {
  expect([
    profileNamed(all, 'base', 'shop')?.name,
    profileNamed(all, 'base', 'other'),
    profileNamed(all, 'shop/base', 'other')?.name,
    profileNamed(all, 'default', 'other')?.version,
  ]).toEqual(['shop/base', undefined, 'shop/base', 1])
})

test("of profiles that select each other's pods each pod has the first by name, in whatever order they come", () => {
  const both = [
    profile('shop', 'b', { podSelector: {} }),
    profile('shop', 'a', web),
    profile('shop', 'c', web),
  ]
  for (const list of [both, both.toReversed()])
    expect([nameFor('shop', { app: 'web' }, list), nameFor('shop', { app: 'db' }, list)]).toEqual([
      'shop/a',
      'shop/b',
    ])
})
