import type { Kpi } from '../../../domain/kpi.ts'
import type { NetworkFacts } from '../../../domain/network-facts.ts'
import type { NetworkSample } from '../../../domain/network-sample.ts'
import type { NetworkSettings } from '../../../domain/network-settings.ts'
import type { Point } from '../../../estimators/ewma.ts'
import type { CataloguedPlugin } from '../../../questionnaire/catalogue/entries-of.ts'
import type { Reading, Readings } from '../../pipeline/inputs.ts'
import type { ConfFacts } from '../conf-facts.ts'
import type { Reserved } from '../reservations.ts'
import type { UsualLoad } from '../usual-loads.ts'

/** A network that shares its link with the one that is asked for. */
export interface UplinkMate {
  readonly name: string
  /** Recent ones, oldest first. */
  readonly samples: readonly NetworkSample[]
  readonly reserved: Reserved
  /** What it has carried over the last minutes; null if nobody knows. */
  readonly usual?: UsualLoad | null
}

/** All that is known of a network now. */
export interface Known extends UplinkMate {
  readonly settings: NetworkSettings
  /** Its chain, by which the catalogue knows it. */
  readonly plugins?: readonly CataloguedPlugin[]
  /** What its conf says of its interfaces. */
  readonly conf?: ConfFacts
  /** The type of a plugin of it that is not installed, or null. */
  readonly missingPlugin: string | null
  /** The others whose traffic its link carries too. */
  readonly mates?: readonly UplinkMate[]
  /** Addresses promised on all networks of its pool, where others share it. */
  readonly reservedAddresses?: number
  /** Why its plugin cannot take pods, by its own word. */
  readonly notReady?: string | undefined
  /** That it has just failed. */
  readonly coolingDown?: NetworkFacts['coolingDown']
  /** The p95 of its latency in ms over the last rounds, with its time; that of the newest sample if left out. */
  readonly latency?: Point | null
  /** What the pod that asks will probably use: the link is judged with it on. None if nobody in particular asks. */
  readonly demandBitsPerSecond?: number
  readonly nowMs: number
}

export type { Readings }

/** How old a figure is: by the time of its own where it has one, else by that of its sample. */
export function ageOf(at: number | null, sample: NetworkSample, nowMs: number): number {
  return Math.max(0, nowMs - (at ?? sample.at))
}

/** A KPI's readings: none where nobody measured it. */
export function readingOfFigure(kpi: Kpi, value: number | null, rest: Omit<Reading, 'value'>): Readings {
  return value === null ? {} : { [kpi]: { value, ...rest } }
}
