import { Counter, Gauge, type Registry } from 'prom-client'
import type { KindFigures } from './cluster.ts'

/** Where the figures come from. */
export interface KubeMetricSources {
  readonly kinds: () => readonly KindFigures[]
  readonly nowMs: () => number
}

type Figure = (figures: KindFigures) => number

/** Registers what tells how the API's objects are kept; every page asks anew. */
export function addKubeMetrics(registers: [Registry], { kinds, nowMs }: KubeMetricSources): void {
  const labelNames = ['kind'] as const
  const gauge = (name: string, help: string, figure: Figure) =>
    new Gauge({
      name: `genie_kube_${name}`,
      help,
      labelNames,
      registers,
      collect() {
        this.reset()
        for (const each of kinds()) this.set({ kind: each.kind }, figure(each))
      },
    })
  const counter = (name: string, help: string, figure: Figure) =>
    new Counter({
      name: `genie_kube_${name}_total`,
      help,
      labelNames,
      registers,
      collect() {
        this.reset()
        for (const each of kinds()) this.inc({ kind: each.kind }, figure(each))
      },
    })
  gauge('objects', 'Objects of the API that are kept', ({ objects }) => objects)
  gauge('synced', '1 once the objects of the kind have been listed', ({ state }) => Number(state.isSynced))
  gauge(
    'away_seconds',
    'For how long nothing has been heard of the kind; 0 while all is well',
    ({ state }) => (state.awaySinceMs === null ? 0 : Math.max(0, (nowMs() - state.awaySinceMs) / 1_000)),
  )
  counter('lists', 'Lists that were asked of the API', ({ lists }) => lists)
  counter('watches', 'Watches that were opened', ({ watches }) => watches)
  counter('faults', 'Lists and watches that ended in a failure', ({ faults }) => faults)
}
