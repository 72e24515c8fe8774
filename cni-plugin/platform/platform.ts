/** Everything the plugin may do to the outside. `quickjs/` is the product, `node/` serves tests and hosts without it. */
export interface Platform {
  env(name: string): string | undefined

  /** All of standard input. Throws `PlatformError` beyond the limit or the deadline. */
  readStdin(limitBytes: number, deadlineMs: number): Promise<string>
  writeStdout(text: string): void
  writeStderr(text: string): void

  /** The file's text, or undefined if there is none. Throws `PlatformError` for every other fault. */
  readFile(path: string, limitBytes: number): string | undefined
  /** As `readFile`, of the very file at the path: a link is not followed (`ELOOP`). */
  readFileItself(path: string, limitBytes: number): string | undefined
  /** Whether the path leads to a regular file that may be executed. */
  isExecutable(path: string): boolean
  /** Whether anything is at the path. */
  exists(path: string): boolean
  /** The names of what is in a directory, sorted; none if it is missing. Throws `PlatformError` for other faults. */
  list(path: string): readonly string[]
  /** The CRC-32 (IEEE 802.3) of the text's UTF-8 bytes, as eight hexadecimal digits in lower case. */
  checksum(text: string): string

  /**
   * Makes a new file (0600) that is on the disk, text and name, when this returns; before that a power cut or the end of
   * this process may leave it cut short. Creates the directory (0700) if missing. A failed attempt leaves nothing;
   * whatever is at the path already stays (`EEXIST`), a link is not followed.
   */
  create(path: string, text: string): void
  /** Adds to a file; a power cut may take it back, or the end of this process cut it short. Follows no link (`ELOOP`). */
  append(path: string, text: string): void
  /** Gives a file another name, at which anything else is replaced. */
  rename(from: string, to: string): void
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

  /**
   * Whether the path leads to a network namespace (a file of nsfs), or to what this process may not look at, as that of
   * another process; where there are no namespaces, whether anything is there.
   */
  isNamespace(path: string): boolean
  /**
   * The default routes of another network namespace; null for our own, which is the host's, and where there are no
   * namespaces. Throws `PlatformError`.
   */
  openRoutes(netns: string): DefaultRoutes | null

  /** Whether the runtime has asked us to stop (SIGTERM): start nothing new, undo, leave. */
  stopping(): boolean
  /** Milliseconds, with their fractions, of a clock that never jumps. */
  monotonicMs(): number
  /** Unix time in ms: it jumps, forward and back, whenever somebody sets the clock. */
  wallMs(): number
  /** What the monotonic clock showed when this process began. */
  readonly startedAtMs: number
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

/** The routes to 0.0.0.0/0 and ::/0 in the main table of a network namespace. All throw `PlatformError`. */
export interface DefaultRoutes {
  list(): readonly DefaultRoute[]
  remove(route: DefaultRoute): void
  /** Puts a route back exactly as it was listed; that it is there again is fine. */
  restore(route: DefaultRoute): void
  /** Adds a route through a gateway that an interface reaches. `metric` null leaves it to the kernel. */
  add(gateway: string, ifname: string, metric: number | null): void
  close(): void
}

/** One default route, as the kernel has it. */
export interface DefaultRoute {
  readonly family: 4 | 6
  /** The platform's own form of it, with every attribute. */
  readonly source: unknown
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
