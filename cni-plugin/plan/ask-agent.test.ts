import { expect, test } from 'vitest'
import { askAgent } from './ask-agent.ts'
import { PlatformError, type Connection, type Platform } from '../platform/platform.ts'

const request = {
  type: 'plan',
  containerId: 'c1',
  ifname: 'eth0',
  netns: '/ns',
  podNamespace: '',
  podName: '',
  podUid: '',
} as const

const plan = { type: 'plan', attachments: [{ network: 'n', ifname: 'eth0', conflist: '{}' }] } as const

/** What one attempt to ask comes to: an answer, or the fault of dialling (`dial:`), sending or receiving. */
type Attempt = { readonly line: string } | `${'dial' | 'send' | 'receive'}:${string}`

/** A platform with a clock of its own, on which the attempts go one after the other; the last one again and again. */
function platformWith(attempts: readonly Attempt[], stopsAfter = Infinity) {
  let nowMs = 5_000
  let asked = 0
  let closed = 0
  const fail = (fault: string, deadlineMs: number) => {
    if (fault === 'ETIMEDOUT') nowMs += deadlineMs
    return Promise.reject(new PlatformError(fault, fault))
  }
  const parts = {
    monotonicMs: () => nowMs,
    pause: (ms: number) => Promise.resolve(void (nowMs += ms)),
    stopping: () => asked > stopsAfter,
    dial(_path: string, deadlineMs: number): Promise<Connection> {
      const attempt = attempts[Math.min(asked++, attempts.length - 1)] ?? 'dial:ENOENT'
      const [step, fault = ''] = typeof attempt === 'string' ? attempt.split(':') : []
      if (step === 'dial') return fail(fault, deadlineMs)
      return Promise.resolve({
        send: (_text, ms) => (step === 'send' ? fail(fault, ms) : Promise.resolve()),
        receiveLine: (_limit, ms) =>
          typeof attempt === 'string' ? fail(fault, ms) : Promise.resolve(attempt.line),
        close: () => {
          closed++
        },
      })
    },
  } satisfies Partial<Platform>
  const ask = (patienceMs = 1_500, silentMs: number | null = null) =>
    askAgent(parts as unknown as Platform, '/agent.sock', request, patienceMs, () => silentMs)
  return { ask, waitedMs: () => nowMs - 5_000, asked: () => asked, closed: () => closed }
}

test.each(['dial:ENOENT', 'dial:ECONNREFUSED', 'send:EPIPE', 'receive:ECONNRESET'] as const)(
  'an agent that is just starting anew (%s) is asked again until it answers',
  async (fault) => {
    const { ask, waitedMs, closed } = platformWith([fault, fault, { line: `1${JSON.stringify(plan)}` }])
    expect((await ask()).plan).toEqual(plan)
    expect(waitedMs()).toBe(100)
    expect(closed()).toBe(fault.startsWith('dial') ? 0 : 2)
  },
)

test.each([
  ['dial:ENOENT', 'nobody listens there (ENOENT): start genie-agent'],
  ['receive:ECONNRESET', 'the connection broke (ECONNRESET)'],
] as const)('an agent that stays away (%s) is given up after a second', async (fault, words) => {
  const { ask, waitedMs } = platformWith([fault])
  await expect(ask()).rejects.toMatchObject({ code: 11, message: expect.stringContaining(words) as string })
  expect(waitedMs()).toBe(1_000)
})

test.each([1_500, 1_900])(
  'an agent that says nothing is given up after the patience of %d ms',
  async (patienceMs) => {
    const { ask, waitedMs, asked } = platformWith(['dial:ENOENT', 'receive:ETIMEDOUT'])
    await expect(ask(patienceMs)).rejects.toMatchObject({
      code: 11,
      message: expect.stringContaining(`did not answer within ${patienceMs} ms`) as string,
    })
    expect([waitedMs(), asked()]).toEqual([patienceMs, 2])
  },
)

test.each(['dial:ENOENT', 'dial:ECONNREFUSED'] as const)(
  'an agent that is gone for good (%s) is asked once',
  async (fault) => {
    const { ask, waitedMs, asked } = platformWith([fault])
    await expect(ask(1_500, 720_000)).rejects.toMatchObject({
      code: 11,
      message: expect.stringMatching(
        /it is gone for good.* its last word is 12 minutes old: install/,
      ) as string,
    })
    expect([asked(), waitedMs()]).toEqual([1, 0])
  },
)

test('an agent that answers, or is there and breaks off, is not gone, however long it was silent', async () => {
  const answering = platformWith([{ line: `1${JSON.stringify(plan)}` }])
  expect((await answering.ask(1_500, 720_000)).plan).toEqual(plan)
  const breaking = platformWith(['receive:ECONNRESET', { line: `1${JSON.stringify(plan)}` }])
  expect((await breaking.ask(1_500, 720_000)).plan).toEqual(plan)
})

test.each([{ line: '2{}' }, { line: '1{"type":"plan"}' }, 'receive:EFBIG', 'dial:EACCES'] as const)(
  'what will not change by asking again (%j) is not asked again',
  async (attempt) => {
    const { ask, asked } = platformWith([attempt])
    await expect(ask()).rejects.toMatchObject({ name: 'CniError', code: 11 })
    expect(asked()).toBe(1)
  },
)

test("the agent's own error is its answer", async () => {
  const { ask, asked } = platformWith([{ line: '1{"type":"error","code":7,"msg":"m","details":"d"}' }])
  await expect(ask()).rejects.toMatchObject({ code: 7, message: 'm', details: 'd' })
  expect(asked()).toBe(1)
})

test('a runtime that wants us to stop ends the waiting', async () => {
  const { ask, asked } = platformWith(['dial:ENOENT'], 2)
  await expect(ask()).rejects.toMatchObject({
    code: 11,
    message: expect.stringContaining('Stopped') as string,
  })
  expect(asked()).toBe(3)
})
