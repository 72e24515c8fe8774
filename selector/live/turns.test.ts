import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

test('work on one thing is done one after the other, on others meanwhile, also after one has failed', async () => {
  const turns = new Turns()
  const told: string[] = []
  const gate = Promise.withResolvers<undefined>()
  const first = turns.take('a', async () => {
    await gate.promise
    told.push('first')
    throw new Error('It failed')
  })
  const second = turns.take('a', () => Promise.resolve(told.push('second')))
  await turns.take('b', () => Promise.resolve(told.push('other')))
  expect(told).toEqual(['other'])
  gate.resolve(undefined)
  await expect(first).rejects.toThrow('It failed')
  expect(await second).toBe(3)
  expect(told).toEqual(['other', 'first', 'second'])
})
