import type { Preferences } from '../../domain/profile.ts'
import type { Reading } from './inputs.ts'

/** How much of what a profile would like a network has: from 0 (nothing) to 1 (all), each wish by what it counts. */
export function fitOf(preferences: Preferences, capabilities: readonly string[]): Reading {
  let [wished, met] = [0, 0]
  for (const [capability, counts] of Object.entries(preferences)) {
    if (!(counts > 0)) continue
    wished += counts
    if (capabilities.includes(capability)) met += counts
  }
  return { value: wished === 0 ? 1 : met / wished, ageMs: 0, source: 'capabilities', trust: 1 }
}
