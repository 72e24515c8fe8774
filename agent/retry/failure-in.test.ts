import { expect, test } from 'vitest'
import type { Plan, Report } from '../../domain/plan-protocol.ts'
import { failureIn, isChosen } from './failure-in.ts'

const weave = { network: 'weave', ifname: 'eth0', conflist: '{}' }
const storage = { network: 'storage', ifname: 'net1', conflist: '{}', nad: 'default/storage' }
const plan = (...attachments: Plan['attachments']): Plan => ({ type: 'plan', attachments, decision: 'd1' })
const report = (over: Partial<Report> = {}): Report => ({
  type: 'report',
  command: 'ADD',
  containerId: 'c1',
  ifname: 'eth0',
  outcome: 'failed',
  decision: 'd1',
  error: 'it is full',
  ...over,
})
const failure = (network: string, ifname: string) => ({ network, ifname, code: 11, msg: 'full' })

test('failureIn() believes what the plugin says of a network of the plan, and of no other', () => {
  const given = plan(weave, storage)
  const told = failure('weave', 'eth0')
  expect(failureIn(report({ failure: told }), given)).toEqual(told)
  for (const other of [failure('calico', 'eth0'), failure('weave', 'eth7'), failure('storage', 'net1')])
    expect(failureIn(report({ failure: other }), given)).toBeNull()
  expect(failureIn(report({ failure: told }), null)).toBeNull()
  expect(failureIn(report({ failure: told, command: 'DEL' }), given)).toBeNull()
  expect(failureIn(report({ failure: told, outcome: 'done' }), given)).toBeNull()
})

test('failureIn() takes the words of a plugin before retries for the one network that there was', () => {
  expect(failureIn(report(), plan(weave))).toEqual({
    ...failure('weave', 'eth0'),
    code: 999,
    msg: 'it is full',
  })
  expect(failureIn(report(), plan(weave, storage))).toBeNull()
  expect(failureIn(report(), plan(storage))).toBeNull()
})

test('isChosen() tells what was picked from what the pod has named itself', () => {
  const given = plan(weave, storage)
  expect(isChosen(failure('weave', 'eth0'), given)).toBe(true)
  expect(isChosen(failure('storage', 'net1'), given)).toBe(false)
  expect(isChosen(failure('calico', 'eth0'), given)).toBe(false)
  expect(isChosen(failure('weave', 'eth0'), { type: 'plan', attachments: [weave] })).toBe(false)
})
