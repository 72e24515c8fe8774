import { createServer, connect, type ListenOptions, type NetConnectOpts, type Server } from 'node:net'
import { once } from 'node:events'

/** Connections that come in at one place go on to another; it ends with the process, or when it is closed. */
export async function relay(from: ListenOptions, to: NetConnectOpts): Promise<Server> {
  const server = createServer((socket) => {
    const onward = connect(to)
    socket.pipe(onward).pipe(socket)
    for (const [end, other] of [
      [socket, onward],
      [onward, socket],
    ] as const)
      end.on('error', () => other.destroy()).on('close', () => other.destroy())
  })
  server.listen(from)
  await once(server, 'listening')
  return server
}
