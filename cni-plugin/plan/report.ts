import type { Report } from '../../domain/plan-protocol.ts'
import { deadlines } from '../deadlines.ts'
import { writeFrame } from './frame.ts'
import type { Connection, Platform } from '../platform/platform.ts'

/** Tells the agent, if it is there, how an ADD ended. Best effort: the journal is the truth, and the agent reads it. */
export async function report(connection: Connection | null, frame: Report): Promise<void> {
  try {
    await connection?.send(writeFrame(frame), deadlines.reportMs)
  } catch {
    // The agent notices that the connection ended without a report and repairs from the journal.
  }
}

/** Tells the agent of a DEL if it is there. */
export async function reportDetach(platform: Platform, socket: string, frame: Report): Promise<void> {
  const endsAt = platform.monotonicMs() + deadlines.reportMs
  try {
    const connection = await platform.dial(socket, deadlines.reportMs)
    try {
      await connection.send(writeFrame(frame), Math.max(1, endsAt - platform.monotonicMs()))
    } finally {
      connection.close()
    }
  } catch {
    // An agent that is away finds out from the journal when it is back.
  }
}
