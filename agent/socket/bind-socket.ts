import { chmodSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { connect, type Server } from 'node:net'
import { dirname } from 'node:path'
import { messageOf } from '../../service-kit/message-of.ts'

/** As many as may come in one turn of the event loop; the kernel takes no more than its `somaxconn`. */
const backlog = 4_096

/**
 * Makes the server listen on a unix socket that only its owner may open: mode 0600, in a directory of mode 0700 if we
 * make it. That is all the guard there is, as Node cannot tell who is at the other end. A socket that a dead agent has
 * left is replaced.
 * @throws {Error} if another agent listens there
 */
export async function bindSocket(server: Server, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  await clearStaleSocket(path)
  const mask = process.umask(0o177)
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, backlog, resolve))
  } catch (error) {
    throw new Error(`Cannot listen on ${path}: ${messageOf(error)}`, { cause: error })
  } finally {
    process.umask(mask)
  }
  chmodSync(path, 0o600)
}

async function clearStaleSocket(path: string): Promise<void> {
  if (!statSync(path, { throwIfNoEntry: false })?.isSocket()) return
  if (await somebodyListens(path))
    throw new Error(`Cannot listen on ${path} as another agent does: stop it or set GENIE_SOCKET`)
  rmSync(path, { force: true })
}

async function somebodyListens(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    const answer = (listens: boolean) => {
      socket.destroy()
      resolve(listens)
    }
    socket.on('connect', () => answer(true)).on('error', () => answer(false))
  })
}
