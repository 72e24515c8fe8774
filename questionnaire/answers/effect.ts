import type { Strictness } from '../../domain/answers.ts'
import type { Kpi } from '../../domain/kpi.ts'
import type { PresetName } from '../../domain/preset-name.ts'
import type { Constraints, Preferences, Sla, Switching } from '../../domain/profile.ts'

/** What an answer means for a profile; what is left out it does not touch. */
export interface Effect {
  readonly constraints?: Constraints
  readonly limits?: Omit<Sla, 'mode'>
  /** Of its limits. */
  readonly strictness?: Strictness
  readonly preset?: PresetName
  /** What share of all weights KPIs shall have, at least or exactly; how it is shared out where they had none. */
  readonly share?: {
    readonly of: Readonly<Partial<Record<Kpi, number>>>
    readonly is: number
    readonly atLeast: boolean
  }
  readonly preferences?: Preferences
  readonly demandBitsPerSecond?: number
  readonly switching?: Switching
}
