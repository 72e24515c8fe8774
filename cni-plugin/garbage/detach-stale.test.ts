import { expect, test } from 'vitest'
import { makeRecord } from '../../test/support/make-record.ts'
import { detachStale } from './detach-stale.ts'
import { defaultConf } from '../request/genie-conf.ts'
import type { Platform } from '../platform/platform.ts'

const args = { command: 'SWEEP', containerId: '', netns: '', ifname: '', cniArgs: '', path: '' } as const
const request = { args, conf: defaultConf, stdin: '' }
const records = [makeRecord({ containerId: 'a' }), makeRecord({ containerId: 'b' })]
const stale = { reason: 'is stale', netns: '', path: '' }

test.each([
  ['after its time', { stopping: () => false, monotonicMs: () => 100 }],
  ['when it is to stop', { stopping: () => true, monotonicMs: () => 0 }],
])('detachStale() begins nothing %s, and says what is left', async (_, clock) => {
  const outcome = await detachStale(clock as Platform, request, records, () => stale, {
    until: 100,
    task: 'leftover',
  })
  const left = ['a', 'b'].map((containerId) => ({ containerId, ifname: 'eth0' }))
  expect(outcome).toEqual({ tried: [], busy: [], left })
})

test('detachStale() locks nothing that is not stale', async () => {
  const outcome = await detachStale({} as Platform, request, records, () => null, {
    until: 100,
    task: 'passing',
  })
  expect(outcome).toEqual({ tried: [], busy: [], left: [] })
})
