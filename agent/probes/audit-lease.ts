import type { KubeClient } from '../../kube/kube-client.ts'
import { HeldLease } from '../../kube/leader/held-lease.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { AuditToken } from './audit-turn.ts'

/** Longer than a burst and the round in which it is sent. */
const lastsMs = 15_000
const attemptMs = 2_000

/** The token as a Lease of the agents' namespace, which is left to run out. */
export function auditLease(
  client: KubeClient,
  namespace: string,
  identity: string,
  clock: Clock,
): AuditToken {
  const ref = { namespace, name: 'genie-audit' }
  const lease = new HeldLease({ client, ref, identity, durationMs: lastsMs, clock })
  return { claim: () => lease.claim({ signal: AbortSignal.timeout(attemptMs), timeoutMs: attemptMs }) }
}
