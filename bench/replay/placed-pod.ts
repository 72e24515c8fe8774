import type { Link } from './link.ts'
import type { Arrival } from './trace.ts'

/** A pod that has got its network. */
export interface PlacedPod {
  readonly arrival: Arrival
  readonly link: Link
  readonly leavesAt: number
}
