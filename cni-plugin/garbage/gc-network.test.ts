import { expect, test } from 'vitest'
import { parseConflist } from '../../cni/parse-conflist.ts'
import { gcNetwork } from './gc-network.ts'
import { defaultConf } from '../request/genie-conf.ts'
import type { Platform } from '../platform/platform.ts'

const args = { command: 'GC', containerId: '', netns: '', ifname: '', cniArgs: '', path: '' } as const
const request = { args, conf: defaultConf, stdin: '' }
const conflist = parseConflist('{"cniVersion":"1.1.0","name":"net","plugins":[{"type":"a"}]}')

test.each([
  ['after its time', { stopping: () => false, monotonicMs: () => 100 }, 'delegate "a" of network "net"'],
  ['when it is to stop', { stopping: () => true, monotonicMs: () => 0 }, 'Stopped by the runtime'],
])('gcNetwork() calls no delegate %s, and has the runtime try again', async (_, clock, words) => {
  const failures = await gcNetwork(clock as Platform, request, conflist, [], 100)
  expect(failures).toMatchObject([{ code: 11, message: expect.stringContaining(words) as string }])
})
