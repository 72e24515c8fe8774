import type { PlannedAttachment } from '../../domain/plan-protocol.ts'

/** A network that a pod is to be attached to, before its interface has a name; null leaves the name to us. */
export interface WantedNetwork extends Omit<PlannedAttachment, 'ifname'> {
  readonly ifname: string | null
}
