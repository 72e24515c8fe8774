import { POLLIN, abort, accept, bytesOf, close, nowUs, read, textOf, write } from 'sockets'
import type { EventLoop, Timer } from '../event-loop.ts'
import { quietly } from '../quietly.ts'
import { httpAnswer, judgeHttp } from './judge-http.ts'

/** At most so many connections; one more ends the oldest, which has had time enough for a request. */
const mostConnections = 16
const lifeUs = 5_000_000
const requestBytes = 4096
/** When there are no descriptors left, there will be no more at once. */
const restUs = 100_000

interface Connection {
  readonly buffer: ArrayBuffer
  readonly untilUs: number
  used: number
}

/** Answers HTTP on a listening socket: `GET /` with 204, all else with an error, and each connection once. */
export function serveHttp(loop: EventLoop, listener: number): void {
  /** By their descriptors, the oldest first. */
  const connections = new Map<number, Connection>()
  const timer: Timer = { dueUs: Infinity, onDue: endOld }
  loop.start(timer)
  listen()

  function listen(): void {
    loop.watch(listener, POLLIN, () => {
      try {
        const fd = accept(listener)
        if (fd !== undefined) begin(fd)
      } catch (fault) {
        if (typeof fault !== 'string') throw fault
        loop.unwatch(listener)
        timer.dueUs = Math.min(timer.dueUs, nowUs() + restUs)
      }
    })
  }

  function begin(fd: number): void {
    const [oldest] = connections.keys()
    if (connections.size >= mostConnections && oldest !== undefined) end(oldest, abort)
    connections.set(fd, { buffer: new ArrayBuffer(requestBytes), untilUs: nowUs() + lifeUs, used: 0 })
    timer.dueUs = Math.min(timer.dueUs, nowUs() + lifeUs)
    loop.watch(fd, POLLIN, () => receive(fd))
  }

  function receive(fd: number): void {
    const connection = connections.get(fd)
    if (connection === undefined) return
    const count = readSome(fd, connection)
    if (count === undefined) return
    connection.used += count
    const received = textOf(connection.buffer, 0, connection.used)
    const status = judgeHttp(received, count === 0 || connection.used === requestBytes)
    if (status === undefined) return
    const answer = bytesOf(httpAnswer(status))
    quietly(() => write(fd, answer, 0, answer.byteLength, true))
    end(fd, close)
  }

  /** A connection that is broken has come to its end. */
  function readSome(fd: number, { buffer, used }: Connection): number | undefined {
    try {
      return read(fd, buffer, used, requestBytes)
    } catch (fault) {
      if (typeof fault !== 'string') throw fault
      return 0
    }
  }

  function end(fd: number, by: (fd: number) => void): void {
    connections.delete(fd)
    loop.unwatch(fd)
    quietly(() => by(fd))
  }

  function endOld(now: number): void {
    for (const [fd, { untilUs }] of connections) if (untilUs <= now) end(fd, abort)
    const [next] = connections.values()
    timer.dueUs = next?.untilUs ?? Infinity
    listen()
  }
}
