import { POLLIN, POLLOUT, abort, bytesOf, connect, connected, nowUs, read, textOf, write } from 'sockets'
import type { EventLoop, Timer } from '../event-loop.ts'
import { quietly } from '../quietly.ts'

/** As short as HTTP/1.1 allows: the field has to be there, and has nothing to say. */
const request = 'GET / HTTP/1.1\r\nHost:\r\n\r\n'
const answerBytes = 1024
const noContent = /^HTTP\/1\.[01] 204 [^]*\r\n\r\n$/

/** Asks once and gives the microseconds from connecting to the last byte of a 204, or null after `timeoutMs` at most. */
export function timeHttp(
  loop: EventLoop,
  address: string,
  port: number,
  timeoutMs: number,
  onEnd: (tookUs: number | null) => void,
): void {
  const beganUs = nowUs()
  const fd = quietly(() => connect(address, port))
  if (fd === undefined) {
    onEnd(null)
    return
  }
  const timer: Timer = { dueUs: beganUs + timeoutMs * 1000, onDue: () => end(null) }
  const buffer = new ArrayBuffer(answerBytes)
  let used = 0
  loop.start(timer)
  loop.watch(fd, POLLOUT, orEnd(send))

  function send(fd: number): void {
    connected(fd)
    const bytes = bytesOf(request)
    write(fd, bytes, 0, bytes.byteLength, false)
    loop.watch(fd, POLLIN, orEnd(receive))
  }

  function receive(fd: number): void {
    const count = read(fd, buffer, used, answerBytes)
    if (count === undefined) return
    used += count
    if (noContent.test(textOf(buffer, 0, used))) {
      const tookUs = nowUs() - beganUs
      end(tookUs <= timeoutMs * 1000 ? tookUs : null)
    } else if (count === 0 || used === answerBytes) end(null)
  }

  function orEnd(step: (fd: number) => void): () => void {
    return () => {
      if (fd === undefined) return
      try {
        step(fd)
      } catch (fault) {
        if (typeof fault !== 'string') throw fault
        end(null)
      }
    }
  }

  function end(tookUs: number | null): void {
    if (fd === undefined) return
    loop.stop(timer)
    loop.unwatch(fd)
    quietly(() => abort(fd))
    onEnd(tookUs)
  }
}
