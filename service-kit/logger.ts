import { pino, type DestinationStream, type Logger } from 'pino'

export type { Logger }

/** Members that never reach a log line, at whatever depth callers put them one level down. */
const secrets = ['token', 'authorization', 'password', 'key', 'annotations', 'stdin', 'conflist']

/** JSON lines on stderr. `level` is one of pino's names; `silent` for tests. */
export function createLogger(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  const paths = secrets.flatMap((name) => [name, `*.${name}`])
  return pino(
    { level, base: null, redact: { paths, censor: '[removed]' }, timestamp: pino.stdTimeFunctions.isoTime },
    destination,
  )
}
