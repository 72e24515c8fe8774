import { profileKey } from '../../domain/annotation-keys.ts'
import type { SchedulerPod } from './extender-types.ts'

/** A pod that leaves the choice of its network to us. */
export interface PodAsk {
  readonly namespace: string
  readonly labels: Readonly<Record<string, string>>
  /** The SelectionProfile that it names; null if it names none. */
  readonly profile: string | null
}

const isBlank = (text: string | undefined) => (text ?? '').trim() === ''

/** What the pod asks of us; null for one that names its networks, takes the node's default, or has none of its own. */
export function askOf({ metadata, spec }: SchedulerPod): PodAsk | null {
  const annotations = metadata.annotations ?? {}
  const isChoice = annotations['cni'] !== undefined && isBlank(annotations['cni'])
  if (!isChoice || !isBlank(annotations['networks']) || spec?.hostNetwork === true) return null
  const profile = annotations[profileKey]?.trim() ?? ''
  return {
    namespace: metadata.namespace ?? 'default',
    labels: metadata.labels ?? {},
    profile: profile === '' ? null : profile,
  }
}
