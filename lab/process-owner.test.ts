import { expect, it } from 'vitest'
import { isRunning, parseProcessStat, processOwner } from './process-owner.ts'

it('state and start time are found behind a command with blanks and brackets', () => {
  const stat = '4711 (a) b (c) S 1 4711 4711 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 12 0 98765 1000 200'
  expect(parseProcessStat(stat)).toEqual({ state: 'S', startTicks: 98_765 })
})

it('this process runs', () => {
  expect(isRunning(processOwner(process.pid))).toBe(true)
})

it.runIf(process.platform === 'linux')(
  'a process that has got the pid of an earlier one is not that one',
  () => {
    const { pid, startTicks } = processOwner(process.pid)
    expect(isRunning({ pid, startTicks: startTicks - 1 })).toBe(false)
  },
)

it('a pid beyond all pids does not run', () => {
  expect(isRunning({ pid: 99_999_999, startTicks: 0 })).toBe(false)
})
