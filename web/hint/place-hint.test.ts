import { expect, test } from 'vitest'
import { placeHint } from './place-hint.ts'

const viewport = { width: 400, height: 300 }
const hint = { width: 100, height: 50 }

test('placeHint() stands above and centred where there is room', () => {
  expect(placeHint({ left: 150, top: 200, width: 60, height: 20 }, hint, viewport)).toEqual({
    left: 130,
    top: 142,
  })
})

test('placeHint() goes below where there is no room above', () => {
  expect(placeHint({ left: 150, top: 10, width: 60, height: 20 }, hint, viewport)).toEqual({
    left: 130,
    top: 38,
  })
})

test('placeHint() never leaves the viewport at either side', () => {
  const lefts = [0, 390].map(
    (left) => placeHint({ left, top: 200, width: 10, height: 20 }, hint, viewport).left,
  )
  expect(lefts).toEqual([8, 292])
})
