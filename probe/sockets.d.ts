/**
 * The C module of `native/`. Every function throws the name of the errno as a string (`'EADDRINUSE'`), and none of them
 * waits but `poll`. Times are microseconds of a clock that never jumps. Addresses are texts of IPv4 or IPv6, as in
 * inet_pton(3); sockets that are not of a connection serve both families.
 */
declare module 'sockets' {
  export const POLLIN: number
  export const POLLOUT: number

  export function nowUs(): number
  /**
   * Waits for events of the first `count` entries of an array of `struct pollfd` (poll(2)), until that time, which may
   * be `Infinity`. False once SIGTERM, SIGINT or SIGHUP has come.
   */
  export function poll(entries: ArrayBuffer, count: number, untilUs: number): boolean
  /** From the kernel's own source, getrandom(2). */
  export function fillRandomly(buffer: ArrayBuffer): void
  /** Frees what refers to itself only. It takes a moment, which is better chosen than met. */
  export function freeCycles(): void
  /** UTF-8 as text; what is none becomes U+FFFD. */
  export function textOf(buffer: ArrayBuffer, start: number, end: number): string
  export function bytesOf(text: string): ArrayBuffer
  /** Whether it is an IPv4 or IPv6 address without a zone, and that of one machine: no multicast, for example. */
  export function isAddress(text: string): boolean

  /** A descriptor of UDP at this port of all addresses; 0 has the kernel choose one. */
  export function bind(port: number): number
  /** Sends a datagram `count` times, as long as the kernel takes it at once, and gives how many that was. */
  export function sendTo(
    fd: number,
    buffer: ArrayBuffer,
    start: number,
    end: number,
    count: number,
    address: string,
    port: number,
  ): number
  /**
   * One datagram, undefined if none is there: its length, which may be beyond what fits, whom it is from, and when it
   * came to the kernel, however late we are.
   */
  export function receiveFrom(
    fd: number,
    buffer: ArrayBuffer,
    start: number,
    end: number,
  ): readonly [lengthBytes: number, address: string, port: number, atUs: number] | undefined

  /** A descriptor of TCP that listens at this port of all addresses. */
  export function listen(port: number): number
  /** The descriptor of a new connection; undefined if there is none. */
  export function accept(fd: number): number | undefined
  /** Begins to connect; the descriptor is ready for writing when that is over. */
  export function connect(address: string, port: number): number
  /** Throws the fault of the connection. */
  export function connected(fd: number): void
  /** How many bytes came; 0 at the end of the stream, undefined if nothing is there. */
  export function read(fd: number, buffer: ArrayBuffer, start: number, end: number): number | undefined
  /** How many bytes went. What is the last goes in one packet with the end of the connection, which has to follow. */
  export function write(fd: number, buffer: ArrayBuffer, start: number, end: number, isLast: boolean): number
  export function close(fd: number): void
  /** Closes a connection by RST. */
  export function abort(fd: number): void
}
