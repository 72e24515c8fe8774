import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { KubeObject } from '../../kube/kube-object.ts'

const Held = Type.Object({
  holderIdentity: Type.String({ minLength: 1 }),
  leaseDurationSeconds: Type.Optional(Type.Integer()),
  renewTime: Type.Optional(Type.String()),
})

/** What the Lease of the controllers is called, in whatever release. */
const ours = /(^|-)genie-controller$/

/** How much longer than promised a holder may be silent, as clocks differ. */
const patienceMs = 15_000

/** Who leads the controllers, as `namespace/pod`; null if nobody holds the Lease now. */
export function leaderOf(leases: readonly KubeObject[], nowMs: number): string | null {
  const lease = leases.find(({ metadata: { name } }) => ours.test(name))
  if (lease === undefined || !Value.Check(Held, lease.spec)) return null
  const { holderIdentity, leaseDurationSeconds = 15, renewTime } = lease.spec
  const renewedMs = Date.parse(renewTime ?? '')
  if (!(renewedMs + leaseDurationSeconds * 1_000 + patienceMs > nowMs)) return null
  return `${lease.metadata.namespace ?? ''}/${holderIdentity}`
}
