import type { OwnerUse } from '../domain/owner-use.ts'

/** What is older than this counts for less than a third. */
const tauHours = 24
const leastHours = 1 / 3_600
/** So many spells of single pods tell the ninth of ten. */
const recentSpells = 64

/** What one pod has used for a while. */
export interface Spell {
  readonly egressBytes: number
  readonly ingressBytes: number
  readonly hours: number
}

/** An owner of whom nothing is known. */
export function unknownOwner(owner: string): OwnerUse {
  const figures = { egressBytesPerHour: 0, ingressBytesPerHour: 0, hours: 0, updatedAt: 0 }
  return { owner, ...figures, recentEgress: [], recentIngress: [] }
}

/**
 * An owner's use once these spells of its pods are known too, each a pod's own. Within the first day all spells count
 * alike, then older ones less and less. Spells of less than a second say nothing.
 */
export function withSpells(use: OwnerUse, spells: readonly Spell[], atMs: number): OwnerUse {
  let next = use
  for (const { egressBytes, ingressBytes, hours } of spells) {
    if (!(hours > leastHours)) continue
    const known = next.hours + hours
    const share = Math.max(1 - Math.exp(-hours / tauHours), hours / known)
    const [egress, ingress] = [egressBytes / hours, ingressBytes / hours]
    next = {
      ...next,
      egressBytesPerHour: next.egressBytesPerHour + share * (egress - next.egressBytesPerHour),
      ingressBytesPerHour: next.ingressBytesPerHour + share * (ingress - next.ingressBytesPerHour),
      recentEgress: [...next.recentEgress, egress].slice(-recentSpells),
      recentIngress: [...next.recentIngress, ingress].slice(-recentSpells),
      hours: known,
      updatedAt: atMs,
    }
  }
  return next
}
