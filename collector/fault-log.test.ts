import { expect, test } from 'vitest'
import { ManualClock } from '../service-kit/clock.ts'
import { createLogger } from '../service-kit/logger.ts'
import { FaultLog } from './fault-log.ts'

function openLog(): { faults: FaultLog; lines: string[]; clock: ManualClock } {
  const clock = new ManualClock()
  const lines: string[] = []
  const logger = createLogger('warn', { write: (line: string) => void lines.push(line) })
  return { faults: new FaultLog(logger, clock), lines, clock }
}

const fail = (reason: string) => () => Promise.reject(new Error(reason))

test('FaultLog answers the fallback where the work fails, and says so in the round', async () => {
  const { faults } = openLog()
  expect(await faults.attempt('counters', 'net', () => 1, 0)).toBe(1)
  expect(await faults.attempt('counters', 'net', fail('Cannot count'), 0)).toBe(0)
  expect(faults.endRound()).toEqual([{ source: 'counters', network: 'net', reason: 'Cannot count' }])
  expect(faults.endRound()).toEqual([])
})

test('FaultLog logs a fault once for as long as it lasts, and again when it comes back much later', async () => {
  const { faults, lines, clock } = openLog()
  for (const reason of ['one', 'one', 'two', null, 'two']) {
    if (reason === null) clock.advance(600_000)
    if (reason !== null) await faults.attempt('journal', null, fail(reason), null)
    faults.endRound()
  }
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['one', 'two', 'two'])
})
