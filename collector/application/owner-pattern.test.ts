import { expect, test } from 'vitest'
import { ownerPattern } from './owner-pattern.ts'

// Both engines know all that the pattern uses; that Prometheus' says the same is tested where one runs.
const ownerOf = (pod: string) => new RegExp(`^(?:${ownerPattern})$`).exec(pod)?.[1] ?? pod

test.each([
  ['web-6d4b75cb6d-hwzcn', 'web'],
  ['my-web-app-7c5ddbdf54-2x9kq', 'my-web-app'],
  ['db-0', 'db'],
  ['my-db-12', 'my-db'],
  ['kube-proxy-x7k2q', 'kube-proxy'],
  ['report-28361415-x7k2q', 'report'],
  ['single', 'single'],
  ['with-vowels-aeiou', 'with-vowels-aeiou'],
])('the pod %s belongs to %s', (pod, owner) => {
  expect(ownerOf(pod)).toBe(owner)
})
