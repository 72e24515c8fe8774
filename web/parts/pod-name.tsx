import type { Decision } from '../../domain/decision.ts'

/** A pod by namespace and name, and its interface where that is not the usual one. */
export function PodName({ decision: { pod, ifname } }: { decision: Decision }) {
  return (
    <>
      <span class="pod__namespace">{pod.namespace}/</span>
      <span class="pod__name">{pod.name}</span>
      {ifname !== 'eth0' && <span class="pod__ifname"> {ifname}</span>}
    </>
  )
}
