/** How a command ends, for scripts; the help and the documentation show this table. */
export const exitCodes = {
  ok: { code: 0, means: 'done, and all is well' },
  fault: { code: 1, means: 'it could not be done; stderr says why in one sentence' },
  usage: { code: 2, means: 'the command line cannot be understood' },
  unwell: { code: 3, means: 'done, and something is not well: a check failed, or a node was left out' },
} as const

/** The status of the process. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]['code']
