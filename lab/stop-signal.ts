/** What of a process can say that it is to end. */
export interface StopSource {
  on(event: string, listener: (reason: unknown) => void): unknown
  readonly stdout: { on(event: 'error', listener: (error: Error) => void): unknown }
}

/**
 * Aborts when the program is to end: at Ctrl-C, SIGTERM, a closed terminal or pipe, and at an error that nobody has
 * caught, so that the lab is removed in every case. The reason is an Error only in the last one.
 */
export function stopSignalOf(source: StopSource): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) source.on(name, () => controller.abort(name))
  source.stdout.on('error', () => controller.abort('closed pipe'))
  source.on('uncaughtException', (error) => controller.abort(error))
  return controller.signal
}
