/** What keeps the plugin's socket from growing without bound. */
export interface SocketLimits {
  /** How many connections may have a frame read or a plan made at a time; the others wait in order of arrival. */
  readonly places: number
  /** How many connections may be open; one more is asked to try again later. */
  readonly connections: number
  /** How long a connection may keep a place for sending its frame, and for taking its answer. */
  readonly frameMs: number
  /** How long a stop waits for plans that are being made. */
  readonly stopMs: number
}

/** Frames of 32 MB at worst, and far more connections than a node has pods. */
export const socketLimits: SocketLimits = { places: 32, connections: 4_096, frameMs: 2_000, stopMs: 1_000 }
