import { expect, test } from 'vitest'
import { coolingReason } from './cooling-reason.ts'
import { exhaustedMessages } from './exhausted-messages.ts'

test.each(exhaustedMessages)('coolingReason() knows how $by says that it has no address left', (message) => {
  const out = { why: `no addresses left, said ${message.by}`, isOutOfAddresses: true }
  const msg = `Delegate "x" of network "y" failed at ADD of eth0: ${message.example}`
  expect(coolingReason({ code: 999, msg })).toEqual(out)
  expect(coolingReason({ code: 100, msg: 'failed', details: message.example })).toEqual(out)
  expect(new URL(message.source).hostname).toBe('github.com')
})

test.each([
  [11, 'its plugin said: try again later'],
  [50, 'its plugin said: not available'],
  [51, 'its plugin said: not available, and running pods have limited connectivity'],
])('coolingReason() knows the code %d of the specification', (code, why) => {
  expect(coolingReason({ code, msg: 'busy' })).toEqual({ why, isOutOfAddresses: false })
})

test.each([
  [7, 'invalid network config'],
  [100, 'ended by signal 11'],
  [101, 'did not end its ADD within 60000 ms'],
  [999, 'requested IP address 10.0.0.300 is not available in range set'],
  [999, 'the range is full of surprises'],
  [999, 'no such network: available'],
])('coolingReason() sees in code %d, "%s", nothing that goes for every pod', (code, msg) => {
  expect(coolingReason({ code, msg })).toBeNull()
})
