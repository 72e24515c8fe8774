import { expect, test } from 'vitest'
import { countingProfile } from './counting-profile.ts'
import type { ListedProfile } from './listed-profile.ts'

const listed = (namespace: string, name: string, spec: ListedProfile['spec']): ListedProfile => ({
  namespace,
  name,
  created: '',
  spec,
})
const web = { podSelector: { matchLabels: { app: 'web' } } }
const all = [
  listed('shop', 'z-web', web),
  listed('shop', 'a-web', web),
  listed('shop', 'base', { namespaceDefault: true }),
  listed('cni-genie', 'cluster', { namespaceDefault: true }),
]

test.each([
  [{ namespace: 'shop', annotations: { 'cni-genie.io/profile': 'z-web' } }, 'shop/z-web'],
  [{ namespace: 'shop', annotations: { 'cni-genie.io/profile': 'cni-genie/cluster' } }, 'cni-genie/cluster'],
  [{ namespace: 'shop', annotations: { 'cni-genie.io/profile': 'default' } }, 'default'],
  [{ namespace: 'shop', annotations: { 'cni-genie.io/profile': 'gone' } }, null],
  [{ namespace: 'shop', labels: { app: 'web' } }, 'shop/a-web'],
  [{ namespace: 'shop', labels: { app: 'db' } }, 'shop/base'],
  [{ namespace: 'bank', labels: { app: 'web' } }, 'cni-genie/cluster'],
])('countingProfile() of %j is %s', (pod, profile) => {
  expect(countingProfile(all, pod, 'cni-genie').profile).toBe(profile)
})

test('countingProfile() is the built-in one where nothing binds the pod, or nobody knows where agents are', () => {
  expect(countingProfile(all, { namespace: 'bank' }, null)).toEqual({
    profile: 'default',
    why: 'no profile binds the pod, so the built-in one counts',
  })
})
