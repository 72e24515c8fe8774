/** Time constant of the smoothed load: long enough to ride out a burst, short enough to see a full link in seconds. */
export const loadTauMs = 15_000
/** Samples that are older count nothing in it. */
export const loadWindowMs = 60_000
