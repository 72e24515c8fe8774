import { nowUs, sendTo } from 'sockets'
import type { ProbeRequest } from '../../domain/probe-protocol.ts'
import type { Timer } from '../event-loop.ts'
import { auditBytes, writePacket, type AuditCount, type Packet } from '../packet.ts'
import { quietly } from '../quietly.ts'
import { sessionId } from '../session-id.ts'
import { Pacer } from './pacer.ts'
import type { Probing } from './probe-peers.ts'

type AuditCommand = Extract<ProbeRequest, { do: 'audit' }>

/** What an audit has found, or the sentence that says why it could not. */
export type AuditOutcome =
  | { readonly sentBytes: number; readonly receivedBytes: number; readonly receivedUs: number }
  | { readonly error: string }

/** Whatever is asked: no more than this, for no longer. */
const mostBitsPerSecond = 1e9
const mostMs = 1000
/** Of IP and UDP */
const headerBytes = { v4: 28, v6: 48 } as const
/** A pause between two looks at the clock, so that a fast audit is no busy loop. */
const tickUs = 500
const askEveryUs = 150_000
const mostAsks = 8

/**
 * Asks the peer whether it will count, and sends nothing to one that does not answer; sends, in even paces; and asks
 * for the count until it does not change any more.
 */
export function auditPeer(
  { loop, mailbox, port }: Probing,
  { peer, bitsPerSecond, durationMs }: AuditCommand,
  onEnd: (outcome: AuditOutcome) => void,
): void {
  const { address } = peer
  const session = sessionId()
  const packetBytes = auditBytes + (address.includes(':') ? headerBytes.v6 : headerBytes.v4)
  const pacer = new Pacer(
    Math.min(bitsPerSecond, mostBitsPerSecond),
    Math.min(durationMs, mostMs),
    packetBytes,
  )
  const question = writePacket({ kind: 'ask', session })
  const data = writePacket({ kind: 'data', session })
  let beganUs: number | undefined
  let isSent = false
  let asks = 0
  let sent = 0
  let counted: AuditCount | undefined
  const timer: Timer = {
    dueUs: nowUs(),
    onDue: (now) => (beganUs === undefined || isSent ? ask(now) : send(now, beganUs)),
  }
  mailbox.open(session, take)
  loop.start(timer)

  function ask(now: number): void {
    if (asks === mostAsks) {
      end(counted)
      return
    }
    asks += 1
    post(question, 1)
    timer.dueUs = now + askEveryUs
  }

  function send(now: number, sinceUs: number): void {
    sent += post(data, pacer.take(now - sinceUs))
    const { nextUs } = pacer
    isSent = nextUs === undefined
    asks = 0
    timer.dueUs = nextUs === undefined ? now + askEveryUs : Math.max(sinceUs + nextUs, nowUs() + tickUs)
  }

  function post(bytes: ArrayBuffer, count: number): number {
    return quietly(() => sendTo(mailbox.fd, bytes, 0, bytes.byteLength, count, address, port)) ?? 0
  }

  function take(packet: Packet): void {
    if (packet.kind !== 'counted') return
    if (beganUs === undefined) {
      beganUs = timer.dueUs = nowUs()
      return
    }
    if (!isSent) return
    if (counted?.packets === packet.packets) end(packet)
    else counted = packet
  }

  function end(count: AuditCount | undefined): void {
    loop.stop(timer)
    mailbox.close(session)
    onEnd(
      count === undefined
        ? { error: `Cannot audit ${peer.node} as it does not answer at ${address}: probe it first` }
        : {
            sentBytes: sent * packetBytes,
            receivedBytes: count.packets * packetBytes,
            receivedUs: count.receivedUs,
          },
    )
  }
}
