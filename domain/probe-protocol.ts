import { Type, type Static } from 'typebox'
import { Nullable } from './nullable.ts'

/** Where every probe attachment answers: UDP echo, the audit's sink and HTTP 204, all on one port number. */
export const probePort = 8483

/** One other node's end of a network. */
export const ProbePeer = Type.Object({ node: Type.String(), address: Type.String() })
export type ProbePeer = Static<typeof ProbePeer>

/** To whom a burst goes, and for how long. */
export const AuditBurst = {
  peer: ProbePeer,
  durationMs: Type.Integer({ minimum: 1, maximum: 1_000 }),
}

/**
 * What `genie-probe` is asked, one JSON object a line (of 64 kB at most) on its standard input; it answers one line
 * each, with the same `id`, in any order. It serves the three responders meanwhile, and ends when its input does.
 */
export const ProbeRequest = Type.Union([
  /**
   * Sends so many UDP echo requests to every peer, spread over `spreadMs`, and one HTTP request unless `http` is false;
   * waits `timeoutMs` for each answer. Addresses are IPv4 or IPv6 without a zone.
   */
  Type.Object({
    id: Type.Integer(),
    do: Type.Literal('probe'),
    peers: Type.Array(ProbePeer, { maxItems: 64 }),
    packets: Type.Integer({ minimum: 1, maximum: 32 }),
    spreadMs: Type.Integer({ minimum: 0, maximum: 60_000 }),
    timeoutMs: Type.Integer({ minimum: 1, maximum: 10_000 }),
    http: Type.Optional(Type.Boolean()),
  }),
  /** Sends UDP at a rate to one peer, for `durationMs`, and asks the peer how much of it came. */
  Type.Object({
    id: Type.Integer(),
    do: Type.Literal('audit'),
    ...AuditBurst,
    bitsPerSecond: Type.Integer({ minimum: 1, maximum: 10_000_000_000 }),
  }),
])
export type ProbeRequest = Static<typeof ProbeRequest>

/** What one peer answered in one probe. */
export const ProbeResult = Type.Object({
  node: Type.String(),
  /** As many as there are round trips; those that the kernel refused to send, as without a route, are lost ones. */
  sent: Type.Integer(),
  /**
   * Round-trip times in microseconds, in the order of sending, without what packets waited for a processor of either
   * node; lost ones are null.
   */
  roundTripsUs: Type.Array(Nullable(Type.Number())),
  /** From connecting to the last byte of the answer, in microseconds; null without a 204 in time. */
  httpUs: Nullable(Type.Number()),
})
export type ProbeResult = Static<typeof ProbeResult>

/**
 * What `genie-probe` answers. A request that makes no sense gets an error, and the program goes on; `id` is -1 where the
 * line had none.
 */
export const ProbeAnswer = Type.Union([
  Type.Object({ id: Type.Integer(), results: Type.Array(ProbeResult) }),
  Type.Object({
    id: Type.Integer(),
    /** With the headers of IP and UDP, as are those received. At most what rate and duration allow. */
    sentBytes: Type.Integer(),
    receivedBytes: Type.Integer(),
    /** From the first to the last packet's arrival at the peer, in microseconds; 0 if fewer than two came. */
    receivedUs: Type.Integer(),
  }),
  Type.Object({ id: Type.Integer(), error: Type.String() }),
])
export type ProbeAnswer = Static<typeof ProbeAnswer>
