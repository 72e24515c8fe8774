import { POLLIN, POLLOUT, freeCycles, isAddress, read, textOf } from 'sockets'
import type { ProbeAnswer, ProbePeer, ProbeRequest } from '../../domain/probe-protocol.ts'
import type { EventLoop } from '../event-loop.ts'
import { AnswerQueue } from './answer-queue.ts'
import { auditPeer } from './audit-peer.ts'
import { LineReader, type Line } from './line-reader.ts'
import { parseRequest } from './parse-request.ts'
import { probePeers, type Probing } from './probe-peers.ts'

const lineBytes = 64 * 1024
/** What is read at once, so that short lines and their answers cannot fill the memory. */
const pieceBytes = 4096
const mostAtOnce = 8
const [stdin, stdout] = [0, 1]

/** Carries out what standard input asks, and answers on standard output, until the one or the other ends. */
export function serveRequests(loop: EventLoop, probing: Probing): void {
  const lines = new LineReader(lineBytes)
  const answers = new AnswerQueue(stdout)
  let running = 0
  let isAuditing = false
  const receive = orEnd(() => {
    const count = read(stdin, lines.buffer, lines.at, Math.min(lines.at + pieceBytes, lineBytes))
    if (count === 0) loop.end()
    else if (count !== undefined) lines.take(count, take)
  })
  watch()

  /** Whoever does not read answers gets no more of them. */
  function watch(): void {
    if (answers.isFull) loop.unwatch(stdin)
    else loop.watch(stdin, POLLIN, receive)
    if (answers.isEmpty) loop.unwatch(stdout)
    else
      loop.watch(
        stdout,
        POLLOUT,
        orEnd(() => answers.writeSome()),
      )
  }

  function orEnd(step: () => void): () => void {
    return () => {
      try {
        step()
        watch()
      } catch (fault) {
        if (typeof fault !== 'string') throw fault
        loop.end()
      }
    }
  }

  function take(line: Line): void {
    if (line === 'too long') {
      answers.add({
        id: -1,
        error: `Cannot read a request as its line is longer than ${lineBytes} bytes`,
      })
      return
    }
    const parsed = parseRequest(textOf(lines.buffer, line.start, line.end))
    const error = 'error' in parsed ? parsed.error : refusalOf(parsed.request)
    if (error !== undefined || 'error' in parsed) {
      answers.add({ id: parsed.id, error: error ?? '' })
      return
    }
    start(parsed.request)
  }

  function refusalOf(request: ProbeRequest): string | undefined {
    const peers: readonly ProbePeer[] = request.do === 'probe' ? request.peers : [request.peer]
    const bad = peers.find(({ address }) => !isAddress(address))
    if (bad !== undefined)
      return `Cannot probe ${bad.node} as ${JSON.stringify(bad.address)} is not the IPv4 or IPv6 address of one machine`
    if (running >= mostAtOnce)
      return `Cannot carry out request ${request.id} as ${mostAtOnce} others are not finished: wait for an answer`
    if (request.do === 'audit' && isAuditing)
      return `Cannot carry out request ${request.id} as an audit is not finished: wait for its answer`
    return undefined
  }

  function start(request: ProbeRequest): void {
    const { id } = request
    running += 1
    if (request.do === 'probe') probePeers(probing, request, (results) => finish({ id, results }))
    else {
      isAuditing = true
      auditPeer(probing, request, (outcome) => {
        isAuditing = false
        finish({ id, ...outcome })
      })
    }
  }

  function finish(answer: ProbeAnswer): void {
    running -= 1
    answers.add(answer)
    watch()
    // Not while others are being timed
    if (running === 0) freeCycles()
  }
}
