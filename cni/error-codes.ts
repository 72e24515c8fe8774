/** Error codes of the CNI specification (section "Error"), and our own from 100 on. */
export const errorCodes = {
  incompatibleVersion: 1,
  unsupportedField: 2,
  unknownContainer: 3,
  invalidEnvironment: 4,
  ioFailure: 5,
  decodingFailure: 6,
  invalidConfig: 7,
  invalidNetns: 8,
  tryAgainLater: 11,
  notAvailable: 50,
  /** Not available, and containers that are attached already have limited connectivity. */
  limitedConnectivity: 51,
  /** A delegate crashed, or failed without saying why. */
  delegateFailed: 100,
  /** A delegate ran over its time and was ended. */
  delegateTimedOut: 101,
  /** The container has this interface already. */
  alreadyAttached: 102,
  internal: 999,
} as const
