import { expect, test } from 'vitest'
import { measureKube } from '../../bench/kube/measure-kube.ts'

test('the benchmark finds all pods of the node in an API of its own, and leaves nothing running', async () => {
  const { ofNode, startToSyncedMs, syncMs, residentBytes } = await measureKube(1, { pods: 300, ofNode: 20 })
  expect(ofNode).toBe(20)
  expect(syncMs.p50).toBeLessThanOrEqual(startToSyncedMs.p50)
  expect(residentBytes.client.p50).toBeGreaterThan(0)
})
