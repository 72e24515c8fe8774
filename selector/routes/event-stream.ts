import type { ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { Feed, FeedEvent } from '../live/event-feed.ts'

const heartbeatMs = 15_000
const retryMs = 2_000
const maxListeners = 64
/** A page that reads slower than this fills is cut off; it comes back by itself and gets all anew. */
const maxBufferedBytes = 1_048_576
/** Where one event is as large as that, as of thousands of nodes, so many of them may wait. */
const maxBufferedEvents = 2

/** Made once, however many listen: what is published is one object for all of them. */
const texts = new WeakMap<FeedEvent, string>()

/** The answer of a reply that this is; `send` without a type. */
type Reply = Pick<FastifyReply, 'code' | 'hijack' | 'raw'>

/** Lets a page follow a feed: `first` at once, then whatever is published. */
export function openEventStream<R extends Reply>(reply: R, feed: Feed, first: FeedEvent) {
  if (feed.listeners >= maxListeners)
    return reply
      .code(503)
      .send({ message: `Cannot open another live feed as ${maxListeners} are open: close a page` })
  reply.hijack()
  const head = {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  }
  reply.raw.writeHead(200, head)
  reply.raw.write(`retry: ${retryMs}\n\n`)
  follow(reply.raw, feed, first)
  return reply
}

function follow(stream: ServerResponse, feed: Feed, first: FeedEvent): void {
  // Whoever has left while `first` was made tells of it no more.
  if (stream.destroyed) return
  let id = 0
  const send = (event: FeedEvent) => {
    const data = textOf(event)
    stream.write(`id: ${String((id += 1))}\nevent: ${event.type}\ndata: ${data}\n\n`)
    if (stream.writableLength > Math.max(maxBufferedBytes, maxBufferedEvents * data.length)) stream.destroy()
  }
  send(first)
  const heartbeat = setInterval(() => stream.write(':\n\n'), heartbeatMs)
  const unsubscribe = feed.subscribe(send)
  stream.on('close', () => {
    clearInterval(heartbeat)
    unsubscribe()
  })
}

function textOf(event: FeedEvent): string {
  const text = texts.get(event) ?? JSON.stringify(event.data)
  texts.set(event, text)
  return text
}
