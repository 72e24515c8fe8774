import { expect, test } from 'vitest'
import type { DelegateCall } from './delegate-call.ts'
import type { Command, Outcome, Platform } from '../platform/platform.ts'
import { runDelegate } from './run-delegate.ts'

const ended: Outcome = {
  status: 0,
  signal: null,
  timedOut: false,
  overflowed: false,
  startError: null,
  stdout: 'result',
  stderr: '',
}
const busy: Outcome = { ...ended, status: null, startError: 'ETXTBSY', stdout: '' }

const call: DelegateCall = {
  args: {
    command: 'ADD',
    containerId: 'c1',
    netns: '/ns',
    ifname: 'eth0',
    cniArgs: 'A=1',
    path: '/empty:/opt/cni/bin',
  },
  network: 'net',
  type: 'bridge',
  stdin: '{}',
  deadlineMs: 1000,
}

/** A platform on which the program ends as the outcomes say, one after the other. */
function platformWith(outcomes: Outcome[]) {
  const commands: Command[] = []
  const pauses: number[] = []
  const errors: string[] = []
  const parts = {
    env: () => undefined,
    isExecutable: (path: string) => path.startsWith('/opt/'),
    run: (command: Command) => {
      commands.push(command)
      return Promise.resolve(outcomes.length > 1 ? (outcomes.shift() as Outcome) : (outcomes[0] as Outcome))
    },
    pause: (ms: number) => Promise.resolve(void pauses.push(ms)),
    writeStderr: (text: string) => void errors.push(text),
  } satisfies Partial<Platform>
  return { platform: parts as unknown as Platform, commands, pauses, errors }
}

test('a delegate finds the whole CNI environment, and nothing else of ours', async () => {
  const { platform, commands } = platformWith([ended])
  expect(await runDelegate(platform, call)).toBe('result')
  expect(commands).toEqual([
    {
      path: '/opt/cni/bin/bridge',
      env: [
        'CNI_COMMAND=ADD',
        'CNI_CONTAINERID=c1',
        'CNI_NETNS=/ns',
        'CNI_IFNAME=eth0',
        'CNI_ARGS=A=1',
        'CNI_PATH=/empty:/opt/cni/bin',
        'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
      ],
      stdin: '{}',
      deadlineMs: 1000,
      outputLimitBytes: 1_048_576,
    },
  ])
})

test('a binary that is being replaced is tried again until it can be started', async () => {
  const { platform, pauses } = platformWith([busy, busy, ended])
  expect(await runDelegate(platform, call)).toBe('result')
  expect(pauses).toEqual([50, 50])
})

test('a binary that stays busy is given up after a second', async () => {
  const { platform, pauses } = platformWith([busy])
  await expect(runDelegate(platform, call)).rejects.toMatchObject({
    name: 'CniError',
    code: 5,
    message:
      'Delegate "bridge" of network "net" cannot be started (ETXTBSY): check the file in CNI_PATH (/empty:/opt/cni/bin)',
  })
  expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBe(1000)
})

test("a delegate's words on standard error are passed on, and the last of them explain a crash", async () => {
  const { platform, errors } = platformWith([
    { ...ended, status: 2, stdout: '', stderr: 'one\npanic: two\n' },
  ])
  await expect(runDelegate(platform, call)).rejects.toMatchObject({ code: 100, details: 'panic: two' })
  expect(errors).toEqual(['one\npanic: two\n'])
})

test.each([
  ['{"code":7,"msg":"m"}', 7],
  ['{"msg":"m"}', 999],
  ['{"code":"7","msg":"m"}', 999],
  ['{"code":0,"msg":"m"}', 999],
  ['{"code":7}', 100],
  ['null', 100],
])('the error %s of a delegate is code %d', async (stdout, code) => {
  const { platform } = platformWith([{ ...ended, status: 1, stdout }])
  await expect(runDelegate(platform, call)).rejects.toMatchObject({ code })
})
