import type { BackOffFigures } from '../../kube/back-off.ts'

/** How the writing of pods is tried again: for ever, in the end once a minute. */
export const writerBackOff: BackOffFigures = { firstMs: 1_000, mostMs: 60_000 }
