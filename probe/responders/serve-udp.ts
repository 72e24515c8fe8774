import { POLLIN, nowUs, receiveFrom, sendTo } from 'sockets'
import type { EventLoop } from '../event-loop.ts'
import { auditBytes, readPacket, writePacket, type Packet } from '../packet.ts'
import { quietly } from '../quietly.ts'
import { AuditSink } from './audit-sink.ts'
import { SourceLimit } from './source-limit.ts'

/** Two whole probes at once of the most packets, and what belongs to an audit. */
const answersPerSecond = 80
const mostSources = 128
/** So many datagrams, and then others have their turn. */
const batch = 64

/** Answers echo requests and counts audits on a bound socket. What is not ours, or too much, gets no answer. */
export function serveUdp(loop: EventLoop, fd: number): void {
  const sink = new AuditSink()
  const limit = new SourceLimit(answersPerSecond, mostSources)
  const buffer = new ArrayBuffer(auditBytes)
  const view = new DataView(buffer)
  loop.watch(fd, POLLIN, () => {
    for (let left = batch; left > 0; left--) {
      const came = quietly(() => receiveFrom(fd, buffer, 0, auditBytes))
      if (came === undefined) return
      const [length, address, port, atUs] = came
      const packet = readPacket(view, length)
      const answer = packet && answerTo(packet, address, atUs, sink, limit)
      if (answer !== undefined) quietly(() => sendTo(fd, answer, 0, answer.byteLength, 1, address, port))
    }
  })
}

/** Answers are never answered, so two responders cannot be made to talk to each other. */
function answerTo(
  packet: Packet,
  source: string,
  atUs: number,
  sink: AuditSink,
  limit: SourceLimit,
): ArrayBuffer | undefined {
  if (packet.kind === 'data') sink.count(packet.session, source, atUs)
  if ((packet.kind !== 'echo' && packet.kind !== 'ask') || !limit.allows(source, atUs)) return undefined
  if (packet.kind === 'echo') return writePacket({ ...packet, kind: 'echoed', heldUs: nowUs() - atUs })
  const count = sink.ask(packet.session, source, atUs)
  return count && writePacket(count)
}
