import { expect, test } from 'vitest'
import { makeAttachmentSample, makeNetworkSample } from '../test/support/store-records.ts'
import { RoundQueue } from './round-queue.ts'

const round = (at: number, pods: number) => ({
  networks: [makeNetworkSample({ at })],
  attachments: Array.from({ length: pods }, () => makeAttachmentSample({ at })),
})

function drain(queue: RoundQueue): (readonly [number | undefined, number])[] {
  const drained: (readonly [number | undefined, number])[] = []
  for (let oldest = queue.oldest; oldest !== undefined; oldest = queue.oldest) {
    drained.push([oldest.networks[0]?.at, oldest.attachments.length])
    queue.removeOldest()
  }
  return drained
}

test('rounds come in the order in which they were added', () => {
  const queue = new RoundQueue()
  for (const at of [1, 2, 3]) queue.add(round(at, 2))
  expect(queue.length).toBe(3)
  expect(drain(queue)).toEqual([1, 2, 3].map((at) => [at, 2]))
  expect([queue.length, queue.lost]).toEqual([0, 0])
})

test('when they are too many, the samples of pods go first, of the oldest rounds', () => {
  const queue = new RoundQueue(10)
  for (const at of [1, 2, 3]) queue.add(round(at, 3))
  expect(drain(queue)).toEqual([
    [1, 0],
    [2, 3],
    [3, 3],
  ])
})

test('then whole rounds, which are counted', () => {
  const queue = new RoundQueue(10)
  for (let at = 1; at <= 15; at += 1) queue.add(round(at, 3))
  expect(queue.lost).toBe(8)
  expect(drain(queue)).toEqual([...[9, 10, 11, 12, 13, 14].map((at) => [at, 0]), [15, 3]])
})

test('the newest is kept, however large it is', () => {
  const queue = new RoundQueue(2)
  queue.add(round(1, 9))
  queue.add(round(2, 9))
  expect(drain(queue)).toEqual([[2, 9]])
})
