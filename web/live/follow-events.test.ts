import { expect, test } from 'vitest'
import { followEvents } from './follow-events.ts'
import type { Timers } from './timers.ts'

const streamOf = (pieces: Uint8Array[]) =>
  new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece)
      controller.close()
    },
  })

const bytes = (text: string) => new TextEncoder().encode(text)

/** Timers that fire only when told to. */
function manualTimers() {
  const waiting = new Set<{ ms: number; action: () => void }>()
  const timers: Timers = {
    after: (ms, action) => {
      const timer = { ms, action }
      waiting.add(timer)
      return () => waiting.delete(timer)
    },
  }
  const fire = () => {
    const due = [...waiting]
    waiting.clear()
    for (const timer of due) timer.action()
  }
  return { timers, fire }
}

/** Runs until the log has so many lines, then aborts; every answer is used once, in order. */
async function follow(answers: ((signal: AbortSignal) => Response | Promise<Response>)[], lines: number) {
  const { timers, fire } = manualTimers()
  const abort = new AbortController()
  const log: string[] = []
  const note = (line: string) => {
    log.push(line)
    if (log.length >= lines) abort.abort()
  }
  const follower = {
    timers,
    random: () => 1,
    open: async (lastEventId: string, signal: AbortSignal) => {
      note(`open ${lastEventId}`.trim())
      const answer = answers.shift()
      if (answer === undefined) throw new Error('Nobody listens')
      return answer(signal)
    },
    onOpen: () => note('live'),
    onEvent: ({ type, data }: { type: string; data: string }) => note(`${type} ${data}`),
    onLost: (reason: string, ms: number) => {
      note(`lost for ${ms} ms: ${reason}`)
      queueMicrotask(fire)
    },
  }
  await followEvents(follower, abort.signal)
  return log
}

test('followEvents() comes back with the last id after the time the server asked for', async () => {
  const first = () => new Response(bytes('retry: 300\nid: 7\nevent: board\ndata: 1\n\n'))
  const second = () => new Response(bytes('event: board\ndata: 2\n\n'))
  expect(await follow([first, second], 7)).toEqual([
    'open',
    'live',
    'board 1',
    'lost for 300 ms: The server ended the stream',
    'open 7',
    'live',
    'board 2',
  ])
})

test('followEvents() waits longer with every failure', async () => {
  const refusal = () => new Response('no', { status: 503 })
  expect(await follow([refusal], 6)).toEqual([
    'open',
    'lost for 1000 ms: The server answered 503',
    'open',
    'lost for 2000 ms: Nobody listens',
    'open',
    'lost for 4000 ms: Nobody listens',
  ])
})

test('followEvents() puts a character together that two pieces share', async () => {
  const [head, tail] = [bytes('data: ü\n\n').slice(0, 7), bytes('data: ü\n\n').slice(7)]
  const cut = () => new Response(streamOf([head, tail]))
  expect(await follow([cut], 3)).toEqual(['open', 'live', 'message ü'])
})

test('followEvents() takes a silent connection for dead', async () => {
  const { timers, fire } = manualTimers()
  const abort = new AbortController()
  const lost = new Promise<string>((resolve) => {
    const silent = (signal: AbortSignal) =>
      new Response(
        new ReadableStream({
          start: (it) => signal.addEventListener('abort', () => it.error(signal.reason)),
        }),
      )
    const follower = {
      timers,
      random: () => 1,
      open: (_: string, signal: AbortSignal) => Promise.resolve(silent(signal)),
      onOpen: () => queueMicrotask(fire),
      onEvent: () => undefined,
      onLost: (reason: string) => {
        abort.abort()
        resolve(reason)
      },
    }
    void followEvents(follower, abort.signal)
  })
  expect(await lost).toBe('The server has been silent for too long')
})
