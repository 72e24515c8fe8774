/**
 * The C module of this folder. Every function throws the name of the errno as a string (`'ENOENT'`), times are in
 * milliseconds, `waitMs` counts from the call. A wait is ended by the first SIGTERM with `'ECANCELED'`, so that nobody
 * waits for an answer that is no longer wanted; waits after that are for undoing, and go on.
 */
declare module 'sys' {
  export const O_RDONLY: number
  export const O_WRONLY: number
  export const O_CREAT: number
  export const O_EXCL: number
  export const O_APPEND: number
  export const O_NOFOLLOW: number

  export function env(name: string): string | undefined
  /** Whether SIGTERM, SIGINT or SIGHUP has come. */
  export function stopping(): boolean
  /** A clock that never jumps, with microseconds as its fractions. */
  export function now(): number
  /** What it showed when the process began. */
  export function startedAt(): number
  /** Unix time, which jumps whenever somebody sets it. */
  export function wallClock(): number
  export function pause(ms: number): void

  /** A new descriptor, closed on exec, that never blocks; a file it creates has mode 0600. */
  export function open(path: string, flags: number): number
  /** A descriptor of a unix stream socket; `'EAGAIN'` if the listener is busy. */
  export function connect(path: string): number
  export function close(fd: number): void
  /** All up to the end of the stream or, with `lineOnly`, up to the read that brought a line feed. `'EFBIG'` beyond. */
  export function read(fd: number, limitBytes: number, waitMs: number, lineOnly: boolean): string
  /** Writes all of it. */
  export function write(fd: number, text: string, waitMs: number): void
  /** fsync(2). */
  export function sync(fd: number): void
  /** Takes the exclusive lock of flock(2); false if somebody else has it. */
  export function tryLock(fd: number): boolean

  export function exists(path: string): boolean
  /** Whether it is a regular file that we may execute. */
  export function isProgram(path: string): boolean
  /** Whether it is a file of nsfs, as all namespaces are, or one that we may not look at. */
  export function isNamespace(path: string): boolean
  /** Whether the path leads to the very file that the descriptor was opened from. */
  export function isOpenAt(path: string, fd: number): boolean
  /** With mode 0700. */
  export function mkdir(path: string): void
  export function rename(from: string, to: string): void
  export function unlink(path: string): void
  /** The names in a directory, in no order, without `.` and `..`. */
  export function list(path: string): string[]

  /** The CRC-32 of IEEE 802.3 of the text's UTF-8 bytes. */
  export function crc32(text: string): number

  /** The contract of `Platform.run`; each entry of the environment ends with NUL. */
  export function run(
    path: string,
    env: string,
    stdin: string,
    deadlineMs: number,
    outputLimitBytes: number,
  ): {
    readonly startError: string | null
    readonly status: number | null
    readonly signal: number | null
    readonly timedOut: boolean
    readonly overflowed: boolean
    readonly stdout: string
    readonly stderr: string
  }

  /**
   * A descriptor of a rtnetlink(7) socket in the network namespace that the first descriptor is of. The second is of
   * our own: a process that cannot return to it ends at once.
   */
  export function routeSocket(theirs: number, ours: number): number
  /** Sends one message of netlink(7). Gives all messages of the kernel's answer; throws the fault that it names. */
  export function ask(fd: number, message: ArrayBuffer, waitMs: number): ArrayBuffer
}
