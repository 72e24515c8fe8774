import { expect, test } from 'vitest'
import { ManualClock } from '../../service-kit/clock.ts'
import { Cooldowns } from './cooldowns.ts'

test('a network cools down for 30 s after its last failure, and no other does', () => {
  const clock = new ManualClock(1_000)
  const cooldowns = new Cooldowns(clock)
  cooldowns.begin('weave', 'no addresses left')
  expect(cooldowns.of('weave')).toEqual({ untilMs: 31_000, why: 'no addresses left' })
  expect(cooldowns.of('calico')).toBeUndefined()
  clock.advance(20_000)
  cooldowns.begin('weave', 'not available')
  clock.advance(29_999)
  expect(cooldowns.of('weave')).toEqual({ untilMs: 51_000, why: 'not available' })
  clock.advance(1)
  expect(cooldowns.of('weave')).toBeUndefined()
})

test('a clock that is set back makes no cooldown longer', () => {
  let wall = 1_000_000
  let steady = 0
  const cooldowns = new Cooldowns({ nowMs: () => wall, monotonicMs: () => steady })
  cooldowns.begin('weave', 'full')
  wall -= 500_000
  steady += 10_000
  expect(cooldowns.of('weave')).toEqual({ untilMs: 520_000, why: 'full' })
  steady += 20_000
  expect(cooldowns.of('weave')).toBeUndefined()
})
