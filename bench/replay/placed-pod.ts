import type { PodRef } from '../../domain/decision.ts'
import type { Link } from './link.ts'
import type { Arrival } from './trace.ts'

/** A pod that has got its network. */
export interface PlacedPod {
  readonly arrival: Arrival
  readonly link: Link
  readonly leavesAt: number
  /** `namespace/kind/name`. */
  readonly owner: string
}

/** How Kubernetes would call it: a pod of a Deployment. */
export function podOf({ owner, number }: Arrival): PodRef {
  const name = `owner-${String(owner)}-${lettersOf(owner, 8)}-${lettersOf(number, 5)}`
  return { namespace: 'genie-bench', name, uid: `uid-${String(number)}` }
}

/** As Kubernetes makes names of chance: no vowels, and no letter that looks like a digit. */
function lettersOf(number: number, length: number): string {
  const letters = 'bcdfghjklmnpqrstvwxz'
  return Array.from(
    { length },
    (_, place) => letters[Math.floor(number / letters.length ** place) % letters.length],
  ).join('')
}
