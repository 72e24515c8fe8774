import * as sys from 'sys'
import { PlatformError, type Connection } from '../platform.ts'
import { attempt, unless } from './attempt.ts'
import { retry } from './retry.ts'
import { settle } from './settle.ts'

/** Connects to a unix stream socket as `Platform.dial` promises. */
export function dial(path: string, deadlineMs: number): Connection {
  const action = `connect to ${path}`
  const fd = attempt(action, () => retry(action, deadlineMs, () => unless('EAGAIN', () => sys.connect(path))))
  return {
    send: (text, waitMs) => settle(() => attempt(`send to ${path}`, () => sys.write(fd, text, waitMs))),
    receiveLine: (limitBytes, waitMs) => settle(() => receiveLine(path, fd, limitBytes, waitMs)),
    close: () => sys.close(fd),
  }
}

/** What comes behind the line in the same breath is dropped: the protocol has one frame at a time in each direction. */
function receiveLine(path: string, fd: number, limitBytes: number, waitMs: number): string {
  const action = `receive from ${path}`
  const text = attempt(action, () => sys.read(fd, limitBytes + 1, waitMs, true))
  const end = text.indexOf('\n')
  if (end < 0) throw new PlatformError('ECONNRESET', `Cannot ${action}: it hung up before the end of a line`)
  return text.slice(0, end)
}
