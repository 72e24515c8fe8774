/**
 * How long the plugin waits for whom, in ms. Runtimes kill an ADD after 240 s and a DEL after 120 s without a trace of
 * why, so that the sums stay well below: ADD 228 s at worst, DEL 106 s (112 s if it sweeps too), GC 97 s.
 */
export const deadlines = {
  /** Where hundreds of pods start at once, the runtime too is late with what it writes. */
  stdinMs: 15_000,
  lockMs: 10_000,
  /** What is locked is being worked on: GC and SWEEP leave it alone and do not wait. */
  freeLockMs: 0,
  /** An agent that has gone is waited for this long, as it may be starting anew. */
  restartMs: 1_000,
  /** Dialling the agent and its plan, together, where a plan could be made without it. */
  planMs: 1_500,
  /** The same where nobody else knows what the pod wants. A runtime is to be told within 2 s. */
  onlyPlanMs: 1_900,
  reportMs: 1_000,
  /** Undoing what an earlier ADD of the same interface left behind, or one attachment that is stale. */
  leftoverMs: 20_000,
  /** After that a DEL that sweeps by the way begins to undo no further attachment; */
  passingStaleMs: 2_000,
  /** and that is for the delegates of each of them. */
  passingMs: 3_000,
  /** All delegates of an ADD or a CHECK together, those of networks that are tried one after the other included. */
  attachMs: 100_000,
  /** After that of an ADD's time for delegates, no other network is tried. */
  retryMs: 30_000,
  /** All delegates of a DEL, or of the undoing of an ADD, together. */
  detachMs: 80_000,
  delegateMs: 60_000,
  detachDelegateMs: 30_000,
  /** After that GC and SWEEP begin to undo no further attachment. */
  staleMs: 30_000,
  /** After that GC calls no further delegate. */
  collectMs: 60_000,
  collectDelegateMs: 20_000,
  /** All delegates of a STATUS together: kubelets ask every 5 s. */
  statusMs: 2_500,
} as const
