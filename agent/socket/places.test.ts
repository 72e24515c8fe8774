import { expect, test } from 'vitest'
import { Places } from './places.ts'

test('Places lets in as many as there are, and the others in the order of coming', async () => {
  const places = new Places(2)
  const entered: number[] = []
  const visits = Array.from({ length: 5 }, async (_, visitor) => {
    const place = await places.take()
    entered.push(visitor)
    return place
  })
  const [first, second] = await Promise.all(visits.slice(0, 2))
  expect([entered, places.waiting]).toEqual([[0, 1], 3])
  second?.[Symbol.dispose]()
  await visits[2]
  expect([entered, places.waiting]).toEqual([[0, 1, 2], 2])
  first?.[Symbol.dispose]()
  for (const visit of visits.slice(2)) (await visit)[Symbol.dispose]()
  expect([entered, places.waiting]).toEqual([[0, 1, 2, 3, 4], 0])
})

test('Places has its places back when all have left', async () => {
  const places = new Places(1)
  for (let visit = 0; visit < 3; visit += 1) (await places.take())[Symbol.dispose]()
  using _place = await places.take()
  void places.take()
  expect(places.waiting).toBe(1)
})
