import { Counter, Gauge, type Registry } from 'prom-client'
import type { ShipFigures, Shipper } from '../../store/ship/shipper.ts'

/** Where the figures come from; null where nothing is shipped. */
export interface ShipMetricSources {
  readonly shipper: Pick<Shipper, 'figures' | 'standing'> | null
  readonly nowMs: () => number
}

const nothing: ShipFigures = { rounds: 0, decisions: 0, usage: 0, refused: 0, failures: {} }

/** Registers what tells how far the cluster's database is behind this node; every page asks anew. */
export function addShipMetrics(registers: [Registry], { shipper, nowMs }: ShipMetricSources): void {
  const figures = () => shipper?.figures() ?? nothing
  const standing = async () => (await shipper?.standing().catch(() => null)) ?? { entries: 0, oldestAt: null }
  new Gauge({
    name: 'genie_ship_pending',
    help: "Rounds, decisions and figures of usage that the cluster's database does not have yet",
    registers,
    async collect() {
      this.set((await standing()).entries)
    },
  })
  new Gauge({
    name: 'genie_ship_oldest_age_seconds',
    help: 'Age of the oldest of these; 0 where there is none',
    registers,
    async collect() {
      const { oldestAt } = await standing()
      this.set(oldestAt === null ? 0 : Math.max(0, (nowMs() - oldestAt) / 1_000))
    },
  })
  new Counter({
    name: 'genie_shipped_total',
    help: "Rounds, decisions and figures of usage that the cluster's database has taken or refused",
    labelNames: ['kind'],
    registers,
    collect() {
      this.reset()
      const { rounds, decisions, usage, refused } = figures()
      this.inc({ kind: 'round' }, rounds)
      this.inc({ kind: 'decision' }, decisions)
      this.inc({ kind: 'usage' }, usage)
      this.inc({ kind: 'refused' }, refused)
    },
  })
  new Counter({
    name: 'genie_ship_failures_total',
    help: 'Batches that could not be shipped, by reason',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset()
      for (const [reason, count] of Object.entries(figures().failures)) this.inc({ reason }, count)
    },
  })
}
