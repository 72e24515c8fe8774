import { modeKey } from '../../domain/annotation-keys.ts'
import type { Manifest } from '../../domain/manifest.ts'

/** Whether pods get what they ask for, or what the node gave before while it is only noted what they would get. */
export type Mode = 'attach' | 'observe'

/** The mode that a namespace's label says; undefined if it says none, or nonsense. */
export function modeOf({ labels }: Pick<Manifest, 'labels'>): Mode | undefined {
  const value = labels[modeKey]
  return value === 'attach' || value === 'observe' ? value : undefined
}
