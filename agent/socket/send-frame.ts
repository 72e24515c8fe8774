import type { Socket } from 'node:net'
import { protocolVersion, type AgentFrame } from '../../domain/plan-protocol.ts'

/** How long a plugin that is refused may take to read why. */
const partingMs = 2_000

/** Sends a frame, and waits until the kernel has all of it or the connection is over. */
export async function sendFrame(socket: Socket, frame: AgentFrame): Promise<void> {
  if (!socket.writable) return
  await new Promise<void>((sent) =>
    socket.write(`${protocolVersion}${JSON.stringify(frame)}\n`, () => sent()),
  )
}

/**
 * Says why in one frame, and ends the connection. What still comes in is thrown away: a plugin in the middle of its
 * frame has to get to its end before it reads the answer.
 */
export function refuse(socket: Socket, code: number, msg: string): void {
  const end = setTimeout(() => socket.destroy(), partingMs)
  socket.once('close', () => clearTimeout(end))
  socket.removeAllListeners('data').resume()
  void sendFrame(socket, { type: 'error', code, msg })
  socket.end()
}
