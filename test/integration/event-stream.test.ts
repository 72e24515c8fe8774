import { once } from 'node:events'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ClusterOverview } from '../../domain/cluster-overview.ts'
import { EventFeed, type FeedEvent } from '../../selector/live/event-feed.ts'
import { openEventStream } from '../../selector/routes/event-stream.ts'
import { buildHttpServer } from '../../service-kit/build-http-server.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { followEvents } from '../support/follow-events.ts'

const overviewOf = (node: string): FeedEvent => {
  const data: ClusterOverview = { at: 0, nodes: [{ name: node, seenAt: 0, networks: [] }] }
  return { type: 'overview', data }
}
const mostListeners = 64

let feed: EventFeed
let server: HttpServer
const sockets: Socket[] = []

beforeEach(async () => {
  feed = new EventFeed()
  server = await buildHttpServer({
    ...{ logger: createLogger('silent'), title: 'test', version: '0', hosts: [] },
    metrics: () => Promise.resolve(''),
  })
  server.get('/api/v1/events', (_, reply) => openEventStream(reply, feed, overviewOf('first')))
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  server.server.closeAllConnections()
  await server.close()
})

const portOf = ({ server: listening }: HttpServer) => (listening.address() as AddressInfo).port

/** Asks for the events, and reads nothing of what is answered. */
async function askAndRest(): Promise<Socket> {
  const socket = connect(portOf(server), '127.0.0.1').pause()
  sockets.push(socket)
  await once(socket, 'connect')
  socket.write('GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n')
  return socket
}

test('whoever reads too slowly is cut off, and the others miss nothing', async () => {
  const until = await followEvents(server, 'events', AbortSignal.timeout(30_000))
  await until('first')
  const slow = await askAndRest()
  await expect.poll(() => feed.listeners).toBe(2)
  let told = 0
  for (; feed.listeners === 2 && told < 400; told += 1) {
    feed.publish(overviewOf(`${'n'.repeat(100_000)}-${told}.`))
    await until(`-${told}.`)
    await delay(1)
  }
  expect(feed.listeners).toBe(1)
  // What lies with the kernel is no memory of the program's.
  expect(told).toBeGreaterThan(10)
  slow.resume()
  await once(slow, 'close')
  feed.publish(overviewOf('behind'))
  expect((await until('behind')).split('\nevent: overview\n')).toHaveLength(told + 3)
})

test('however many ask, no more follow than there are places, and one that goes leaves its place', async () => {
  await server.listen({ host: '127.0.0.1', port: 0 })
  const resting: Socket[] = []
  for (let number = 0; number < mostListeners; number += 1) resting.push(await askAndRest())
  await expect.poll(() => feed.listeners).toBe(mostListeners)
  const refused = await fetch(`http://127.0.0.1:${portOf(server)}/api/v1/events`)
  expect(await refused.json()).toMatchObject({
    status: 503,
    message: 'Cannot open another live feed as 64 are open: close a page',
  })
  resting[0]?.destroy()
  await expect.poll(() => feed.listeners).toBe(mostListeners - 1)
  await askAndRest()
  await expect.poll(() => feed.listeners).toBe(mostListeners)
})
