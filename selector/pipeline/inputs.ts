import type { NetworkFacts } from '../../domain/network-facts.ts'
import type { ExpectedCost } from '../../domain/expected-cost.ts'
import type { Kpi } from '../../domain/kpi.ts'
import type { NetworkSettings } from '../../domain/network-settings.ts'
import type { Profile } from '../../domain/profile.ts'

/** What is known of one KPI of one network now; reservations are already in it. */
export interface Reading {
  readonly value: number
  readonly ageMs: number
  readonly source: string
  /** From 0 to 1: how far its source is believed even when it is fresh. */
  readonly trust: number
}

/** Readings by KPI: those that nobody has made are left out. */
export type Readings = Readonly<Partial<Record<Kpi, Reading>>>

/** A network as the pipeline sees it. Nothing of it is judged yet, and nothing of it is about another network. */
export interface NetworkInputs {
  readonly network: string
  readonly facts: NetworkFacts
  readonly readings: Readings
  /** The network's own anchors, before those of the KPI. */
  readonly anchors?: NetworkSettings['anchors']
  /** What a KPI without a reading is worth on a network of its type, where something is known of the type. */
  readonly priors?: Readonly<Partial<Record<Kpi, number>>>
  readonly reservedBitsPerSecond: number
  readonly reservedAttachments: number
  /** Addresses promised on all networks that share its pool; as many as attachments if left out. */
  readonly reservedAddresses?: number
  /** Who shares its link, by the name of the first of them. */
  readonly uplinkGroup: string
  /** Null where nobody has named a price. */
  readonly cost: ExpectedCost | null
}

/** All that a decision is made from: the same inputs give the same decision, bit for bit. */
export interface DecisionInputs {
  /** The pod's namespace; empty for nobody in particular: then no network is closed to it as a stranger. */
  readonly namespace: string
  /** The device-plugin resources that the pod has devices of; none if left out. */
  readonly devices?: readonly string[] | undefined
  readonly profile: Profile
  /** The KPIs that count on the node, by its configuration and never by the candidates. */
  readonly measures: readonly Kpi[]
  readonly networks: readonly NetworkInputs[]
  /** How many networks the pod wants. */
  readonly picks: number
  /** Unix time in ms. */
  readonly nowMs: number
  /**
   * Where several decide without knowing of each other: what draws among networks that are as good as each other, the
   * same for each try of the same pod. Null or left out where one decides: then the best score wins.
   */
  readonly seed?: string | null
}
