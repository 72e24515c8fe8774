import { backOffMs } from './back-off.ts'
import { EventStreamReader, type StreamedEvent } from './event-stream.ts'
import type { Timers } from './timers.ts'

/** The server's heart beats every 15 s: after this long without a byte the connection is taken for dead. */
const silenceMs = 40_000
const firstRetryMs = 1_000

/** What following a stream needs, and whom it tells. */
export interface EventFollower {
  /** Sends the request; `lastEventId` is empty the first time. */
  readonly open: (lastEventId: string, signal: AbortSignal) => Promise<Response>
  readonly timers: Timers
  readonly random: () => number
  readonly onOpen: () => void
  readonly onEvent: (event: StreamedEvent) => void
  /** The stream is gone; the next attempt begins in `retryInMs`. */
  readonly onLost: (reason: string, retryInMs: number) => void
}

/**
 * Follows an event stream until the signal aborts, and comes back whenever it is lost. Built on fetch rather than
 * EventSource, which can carry no token.
 */
export async function followEvents(follower: EventFollower, signal: AbortSignal): Promise<void> {
  const reader = { lastEventId: '', retryMs: firstRetryMs }
  let failures = 0
  const opened = () => {
    failures = 0
    follower.onOpen()
  }
  const isOver = () => signal.aborted
  while (!isOver()) {
    const reason = await readOnce(follower, reader, opened, signal)
    if (isOver()) return
    failures += 1
    const waitMs = backOffMs(failures, reader.retryMs, follower.random())
    follower.onLost(reason, waitMs)
    await pause(follower.timers, waitMs, signal)
  }
}

/** One connection from its opening to its end; the answer is why it ended. */
async function readOnce(
  follower: EventFollower,
  memory: { lastEventId: string; retryMs: number },
  opened: () => void,
  signal: AbortSignal,
): Promise<string> {
  const silence = new AbortController()
  const listen = () => follower.timers.after(silenceMs, () => silence.abort())
  let stopListening = listen()
  try {
    const response = await follower.open(memory.lastEventId, AbortSignal.any([signal, silence.signal]))
    if (!response.ok || response.body === null) return `The server answered ${response.status}`
    opened()
    const reader = new EventStreamReader()
    const decoder = new TextDecoder()
    const body = response.body.getReader()
    for (let piece = await body.read(); !piece.done && !signal.aborted; piece = await body.read()) {
      stopListening()
      stopListening = listen()
      for (const event of reader.push(decoder.decode(piece.value, { stream: true }))) follower.onEvent(event)
      memory.lastEventId = reader.lastEventId || memory.lastEventId
      memory.retryMs = reader.retryMs ?? memory.retryMs
    }
    return 'The server ended the stream'
  } catch (error) {
    if (silence.signal.aborted) return 'The server has been silent for too long'
    return error instanceof Error ? error.message : String(error)
  } finally {
    stopListening()
  }
}

function pause(timers: Timers, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = timers.after(ms, resolve)
    signal.addEventListener(
      'abort',
      () => {
        cancel()
        resolve()
      },
      { once: true },
    )
  })
}
