import { defaultProfile } from '../../domain/profile.ts'

/** A profile that denies a network, and wants no more than half of a link in use. */
export const strictProfile = {
  ...defaultProfile,
  name: 'default/strict',
  constraints: { deny: ['weave'] },
  sla: { mode: 'fallbackBestPath' as const, maxUtilizationRatio: 0.5 },
}
