import type { OwnerUse } from '../../domain/owner-use.ts'

/** What an owner's pods have used, as its row has it. */
export interface OwnerRow {
  readonly owner: string
  readonly egress: number
  readonly ingress: number
  readonly hours: number
  readonly recent: string
  readonly updatedAt: number
  readonly pods: number | null
}

/** The columns of a row, as a SELECT names them. */
export const ownerColumns = 'owner, egress, ingress, hours, recent, updated_at AS updatedAt, pods'

/** An owner as a row. */
export function ownerRow({
  egressBytesPerHour: egress,
  ingressBytesPerHour: ingress,
  recentEgress,
  recentIngress,
  pods,
  ...use
}: OwnerUse): OwnerRow {
  return {
    ...use,
    egress,
    ingress,
    recent: JSON.stringify([recentEgress, recentIngress]),
    pods: pods ?? null,
  }
}

/** An owner from its row. */
export function parseOwner({ egress, ingress, recent, pods, ...row }: OwnerRow): OwnerUse {
  const [recentEgress, recentIngress] = JSON.parse(recent) as [number[], number[]]
  return {
    ...row,
    egressBytesPerHour: egress,
    ingressBytesPerHour: ingress,
    recentEgress,
    recentIngress,
    ...(pods !== null && { pods }),
  }
}
