/** How many of the last decisions a change is tried on. */
export const lookBackOver = 1_000

/** How many of those that change are shown. */
export const sampleSize = 10

/** On how many each weight is left out and doubled: each of these is decided two dozen times. */
export const sensitivityOver = 200
