import { expect, test } from 'vitest'
import { ownerOfPod } from './owner-of-pod.ts'

test.each([
  ['web-6d4b75cb6d-hwzcn', 'shop/Deployment/web'],
  ['my-web-app-7c5ddbdf54-2x9kq', 'shop/Deployment/my-web-app'],
  ['my-db-12', 'shop/StatefulSet/my-db'],
  ['kube-proxy-x7k2q', 'shop/DaemonSet/kube-proxy'],
  ['report-28361415-x7k2q', 'shop/CronJob/report'],
  ['single', 'shop/Pod/single'],
  ['with-vowels-aeiou', 'shop/Pod/with-vowels-aeiou'],
  ['', 'shop/Pod/'],
])('the pod %s belongs to %s', (name, owner) => {
  expect(ownerOfPod({ namespace: 'shop', name })).toBe(owner)
})
