import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { messageOf } from '../../service-kit/message-of.ts'

/** What is forwarded, and whom to tell of a connection that failed. */
export interface ForwardOptions {
  /** 0 takes a free one. */
  readonly port: number
  readonly connect: (signal: AbortSignal) => Promise<Duplex>
  readonly onFault: (sentence: string) => void
}

/** A listener on loopback whose every connection is carried to the other end; open until it is disposed of. */
export interface LoopbackForward extends AsyncDisposable {
  readonly port: number
}

/** Listens. @throws {Error} if the port is taken */
export async function openLoopbackForward({
  port,
  connect,
  onFault,
}: ForwardOptions): Promise<LoopbackForward> {
  const end = new AbortController()
  const open = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket)).on('error', () => socket.destroy())
    connect(end.signal).then(
      (far) => join(socket, far),
      (error: unknown) => {
        if (!end.signal.aborted) onFault(messageOf(error))
        socket.destroy()
      },
    )
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening').catch((error: unknown) => {
    throw new Error(`Cannot listen on 127.0.0.1:${port}: ${messageOf(error)}; name another with --port`, {
      cause: error,
    })
  })
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      end.abort()
      server.close()
      for (const socket of open) socket.destroy()
      await Promise.resolve()
    },
  }
}

function join(near: Socket, far: Duplex): void {
  // Either may have ended while the other was being made, and tells nobody any more.
  if (near.destroyed || far.destroyed) {
    near.destroy()
    far.destroy()
    return
  }
  far.on('error', () => near.destroy()).on('close', () => near.destroy())
  near.on('close', () => far.destroy())
  near.pipe(far).pipe(near)
}
