/** What one agent shows of one network of its node; what it did not show, or showed as nonsense, is missing. */
export interface NetworkFigures {
  /** From 0 to 1. */
  score?: number
  attachments?: number
  addressesUsed?: number
  addressesTotal?: number
  /** Whether the next pod of this node would get it. */
  isBest?: boolean
  /** Whether no pod can get it, whatever its score. */
  isExcluded?: boolean
}

/** What one agent shows of all networks of its node. */
export type AgentFigures = ReadonlyMap<string, Readonly<NetworkFigures>>
