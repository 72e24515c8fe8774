import { nowUs, sendTo } from 'sockets'
import type { ProbeRequest, ProbeResult } from '../../domain/probe-protocol.ts'
import type { EventLoop, Timer } from '../event-loop.ts'
import { writePacket, type Packet } from '../packet.ts'
import { quietly } from '../quietly.ts'
import { sessionId } from '../session-id.ts'
import type { Mailbox } from './mailbox.ts'
import { timeHttp } from './time-http.ts'

type ProbeCommand = Extract<ProbeRequest, { do: 'probe' }>

interface Target {
  readonly node: string
  readonly address: string
  readonly session: number
  readonly sentAtUs: number[]
  readonly roundTripsUs: (number | null)[]
  httpUs: number | null
}

/** What probing takes of the outside. */
export interface Probing {
  readonly loop: EventLoop
  readonly mailbox: Mailbox
  readonly port: number
}

/**
 * Sends to all peers in turns, evenly over `spreadMs`, and gives the results as soon as the last answer is there or its
 * time is over.
 */
export function probePeers(
  { loop, mailbox, port }: Probing,
  command: ProbeCommand,
  onEnd: (results: ProbeResult[]) => void,
): void {
  const { packets, spreadMs, timeoutMs } = command
  const targets = command.peers.map(({ node, address }) => targetOf(node, address))
  const total = targets.length * packets
  const beganUs = nowUs()
  let sent = 0
  let awaited = total
  let awaitedHttp = command.http === false ? 0 : targets.length
  const timer: Timer = { dueUs: beganUs, onDue }
  for (const target of targets) mailbox.open(target.session, (packet, atUs) => take(target, packet, atUs))
  loop.start(timer)

  function onDue(now: number): void {
    for (; sent < total && dueUs(sent) <= now; sent++) sendNext()
    if (sent < total) timer.dueUs = dueUs(sent)
    else if (awaited > 0 && timer.dueUs <= dueUs(total - 1)) timer.dueUs = nowUs() + timeoutMs * 1000
    else end()
  }

  function dueUs(index: number): number {
    return beganUs + (spreadMs * 1000 * index) / total
  }

  function sendNext(): void {
    const target = targets[sent % targets.length]
    if (target === undefined) return
    const sequence = target.sentAtUs.length
    const packet = writePacket({ kind: 'echo', session: target.session, sequence })
    target.roundTripsUs.push(null)
    target.sentAtUs.push(nowUs())
    // What the kernel refuses to send is lost as well
    quietly(() => sendTo(mailbox.fd, packet, 0, packet.byteLength, 1, target.address, port))
    // The first turn has an HTTP request behind each packet
    if (sequence === 0 && command.http !== false) askHttp(target)
  }

  function askHttp(target: Target): void {
    timeHttp(loop, target.address, port, timeoutMs, (tookUs) => {
      target.httpUs = tookUs
      awaitedHttp -= 1
      endIfAllCame()
    })
  }

  function take(target: Target, packet: Packet, atUs: number): void {
    if (packet.kind !== 'echoed' || target.roundTripsUs[packet.sequence] !== null) return
    const tookUs = atUs - (target.sentAtUs[packet.sequence] ?? -Infinity)
    if (tookUs > timeoutMs * 1000) return
    target.roundTripsUs[packet.sequence] = Math.max(0, tookUs - packet.heldUs)
    awaited -= 1
    endIfAllCame()
  }

  function endIfAllCame(): void {
    if (sent === total && awaited === 0) end()
  }

  /** HTTP requests have their own time, which may end a little later. */
  function end(): void {
    timer.dueUs = Infinity
    awaited = 0
    if (awaitedHttp > 0) return
    loop.stop(timer)
    for (const { session } of targets) mailbox.close(session)
    onEnd(
      targets.map(({ node, roundTripsUs, httpUs }) => ({
        node,
        sent: roundTripsUs.length,
        roundTripsUs,
        httpUs,
      })),
    )
  }
}

function targetOf(node: string, address: string): Target {
  return { node, address, session: sessionId(), sentAtUs: [], roundTripsUs: [], httpUs: null }
}
