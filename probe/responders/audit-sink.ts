import type { AuditCount } from '../packet.ts'

interface Session {
  readonly session: number
  readonly openedUs: number
  packets: number
  firstUs: number
  lastUs: number
}

/** An audit and its questions are over long before. */
const lifeUs = 5_000_000
/** Audits are rare: `domain/probe-protocol.ts` has one at a time from each node, the agents one in a cluster. */
const mostSessions = 4

/** Counts what comes of other nodes' audits. A source has one session at a time. */
export class AuditSink {
  readonly #sessions = new Map<string, Session>()

  /** Opens a session or tells its count; undefined if there are too many. */
  ask(session: number, source: string, nowUs: number): AuditCount | undefined {
    for (const [each, { openedUs }] of this.#sessions)
      if (nowUs - openedUs > lifeUs) this.#sessions.delete(each)
    const known = this.#sessions.get(source)
    if (known?.session === session)
      return { kind: 'counted', session, packets: known.packets, receivedUs: known.lastUs - known.firstUs }
    if (known === undefined && this.#sessions.size >= mostSessions) return undefined
    this.#sessions.set(source, { session, openedUs: nowUs, packets: 0, firstUs: 0, lastUs: 0 })
    return { kind: 'counted', session, packets: 0, receivedUs: 0 }
  }

  /** Counts one packet, if its session was opened by the same source. */
  count(session: number, source: string, nowUs: number): void {
    const known = this.#sessions.get(source)
    if (known?.session !== session || nowUs - known.openedUs > lifeUs) return
    if (known.packets === 0) known.firstUs = nowUs
    known.packets += 1
    known.lastUs = nowUs
  }
}
