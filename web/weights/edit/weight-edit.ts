import { batch, computed, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { Kpi } from '../../../domain/kpi.ts'
import type { Weights } from '../../../domain/profile.ts'
import type { SelectionProfileSpec } from '../../../domain/resources/selection-profile.ts'
import type { WhatIfChange } from '../../../domain/what-if.ts'
import type { EditStart } from './begin-edit.ts'
import { changedSpec } from './changed-spec.ts'

/** Sliders, and what they make of a profile. */
export interface WeightEdit {
  readonly start: EditStart
  readonly sliders: Readonly<Record<Kpi, Signal<number>>>
  readonly weights: ReadonlySignal<Weights>
  readonly spec: ReadonlySignal<SelectionProfileSpec>
  readonly isChanged: ReadonlySignal<boolean>
  /** False while all weights are 0, by which nothing can be ranked. */
  readonly isSound: ReadonlySignal<boolean>
  /** What decisions are made again by; null while nothing is changed. */
  readonly change: ReadonlySignal<WhatIfChange | null>
  /** Sets all sliders. */
  readonly take: (weights: Weights) => void
}

/** An edit from where it starts. */
export function openEdit(start: EditStart): WeightEdit {
  const kpis = Object.keys(start.weights) as Kpi[]
  const sliders = Object.fromEntries(kpis.map((kpi) => [kpi, signal(start.weights[kpi])])) as Record<
    Kpi,
    Signal<number>
  >
  const weights = computed(() => Object.fromEntries(kpis.map((kpi) => [kpi, sliders[kpi].value])) as Weights)
  const spec = computed(() => changedSpec(start.from, start.fromWeights, weights.value))
  const isChanged = computed(() => spec.value !== start.base.spec)
  const isSound = computed(() => kpis.some((kpi) => weights.value[kpi] > 0))
  return {
    start,
    sliders,
    weights,
    spec,
    isChanged,
    isSound,
    change: computed(() => (isChanged.value && isSound.value ? { weights: weights.value } : null)),
    take: (taken) =>
      batch(() => {
        for (const kpi of kpis) sliders[kpi].value = taken[kpi]
      }),
  }
}
