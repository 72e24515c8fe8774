/** Everything the plugin may do to the outside. `quickjs/` is the product, `node/` serves tests and hosts without it. */
export interface Platform {
  env(name: string): string | undefined

  /** All of standard input. Throws `PlatformError` beyond the limit or the deadline. */
  readStdin(limitBytes: number, deadlineMs: number): Promise<string>
  writeStdout(text: string): void
  writeStderr(text: string): void

  /** The file's text, or undefined if there is none. Throws `PlatformError` for every other fault. */
  readFile(path: string, limitBytes: number): string | undefined
  /** Whether the path leads to a regular file that may be executed. */
  isExecutable(path: string): boolean
  /** Whether anything is at the path. */
  exists(path: string): boolean

  /**
   * Replaces a file so that after a power cut it holds either the old or the new text, under its name: temp file of a
   * fixed name beside it, fsync, rename, and fsync of the directory if the name is new to it. Creates the directory
   * (0700) if missing; a failed attempt leaves nothing.
   */
  commit(path: string, text: string): void
  /** Removes a file; that it is gone already is fine. */
  remove(path: string): void

  /**
   * Takes the lock of that file, waiting at most the deadline. Creates the directory (0700) if missing. The kernel
   * frees the lock if the process dies.
   */
  lock(path: string, deadlineMs: number): Promise<Lock>

  /** Connects to a unix stream socket. */
  dial(path: string, deadlineMs: number): Promise<Connection>

  /**
   * Runs a program to its end: own process group, killed at the deadline and if this process dies, standard input fed
   * and both outputs drained at once, each capped. Never throws for what the program does.
   */
  run(command: Command): Promise<Outcome>

  /** Whether the runtime has asked us to stop (SIGTERM): start nothing new, undo, leave. */
  stopping(): boolean
  /** Milliseconds of a clock that never jumps. */
  monotonicMs(): number
  /** Lets that time pass. */
  pause(ms: number): Promise<void>
}

/** A lock that is held. */
export interface Lock {
  /** Frees the lock; removes its file too if the guarded thing is gone for good. */
  release(options: { readonly remove: boolean }): void
}

/** A stream socket that is open. */
export interface Connection {
  /** Sends the text, all of it, within the deadline. */
  send(text: string, deadlineMs: number): Promise<void>
  /** One line without its line feed. Throws `PlatformError` at the end of the stream, the limit or the deadline. */
  receiveLine(limitBytes: number, deadlineMs: number): Promise<string>
  close(): void
}

/** A program to run, with everything it gets. */
export interface Command {
  readonly path: string
  /** The whole environment of the program, `NAME=value`. */
  readonly env: readonly string[]
  readonly stdin: string
  readonly deadlineMs: number
  /** Cap of each output. */
  readonly outputLimitBytes: number
}

/** What became of a program. */
export interface Outcome {
  /** Exit status, or null if it was not started or ended by a signal. */
  readonly status: number | null
  /** The signal's number that ended it, or null. */
  readonly signal: number | null
  readonly timedOut: boolean
  /** An output went over its cap and the program was ended. */
  readonly overflowed: boolean
  /** Why it could not be started (`ENOENT`, `EACCES`, `ETXTBSY` ...), or null. */
  readonly startError: string | null
  readonly stdout: string
  readonly stderr: string
}

/** What went wrong outside: `code` is the errno's name (`ENOENT`, `ECONNREFUSED`, `ENOSPC`), `ETIMEDOUT` or `EFBIG`. */
export class PlatformError extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.name = 'PlatformError'
    this.code = code
  }
}
