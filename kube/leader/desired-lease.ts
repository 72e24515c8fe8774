/** `spec` of a Lease, all of whose members may be missing. */
export interface LeaseSpec {
  readonly holderIdentity?: string
  readonly leaseDurationSeconds?: number
  /** MicroTime. */
  readonly acquireTime?: string
  /** MicroTime. */
  readonly renewTime?: string
  /** How often it went from one holder to another. */
  readonly leaseTransitions?: number
}

/** Who wants a lease, and when. */
export interface LeaseWish {
  readonly identity: string
  readonly durationSeconds: number
  /** MicroTime. */
  readonly now: string
  /** Whether the holder has not renewed it for as long as it lasts, by our own clock. */
  readonly isExpired: boolean
}

/** What the lease shall be: ours, renewed or taken; null while it is another's. */
export function desiredLease(current: LeaseSpec | null, wish: LeaseWish): LeaseSpec | null {
  const { identity, durationSeconds, now, isExpired } = wish
  const ours = { holderIdentity: identity, leaseDurationSeconds: durationSeconds, renewTime: now }
  if (current === null) return { ...ours, acquireTime: now, leaseTransitions: 0 }
  const { holderIdentity = '', acquireTime = now, leaseTransitions = 0 } = current
  const renewed = { ...current, ...ours }
  if (holderIdentity === identity) return { ...renewed, acquireTime, leaseTransitions }
  if (holderIdentity !== '' && !isExpired) return null
  return { ...renewed, acquireTime: now, leaseTransitions: leaseTransitions + 1 }
}

/** A lease that is given back, so that the next one need not wait. */
export function releasedLease(current: LeaseSpec, now: string): LeaseSpec {
  const { holderIdentity: _, ...rest } = current
  return { ...rest, leaseDurationSeconds: 1, acquireTime: now, renewTime: now }
}
