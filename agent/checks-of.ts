import type { HealthCheck } from '../service-kit/health-check.ts'
import type { Cluster } from './cluster/cluster.ts'
import type { Shipper } from '../store/ship/shipper.ts'
import type { Stores } from '../store/stores.ts'
import type { ConfDir } from './conf-dir/conf-dir.ts'
import type { RoundSink } from './round-sink.ts'

/** What an agent depends on. */
export interface CheckSources {
  readonly stores: Pick<Stores, 'fault' | 'damage'>
  /** Null where nothing is shipped. */
  readonly shipper: Pick<Shipper, 'fault'> | null
  readonly sink: Pick<RoundSink, 'rounds' | 'storeFault'>
  readonly confDir: Pick<ConfDir, 'networks' | 'faults'>
  readonly cluster: Pick<Cluster, 'fault' | 'snapshotFault'> | null
}

/**
 * What `/readyz` tells. Only an agent that has measured nothing yet is not ready: without store or API pods get their
 * networks all the same, and to take the agent away from them for that would help nobody.
 */
export function checksOf({ stores, shipper, sink, confDir, cluster }: CheckSources): readonly HealthCheck[] {
  const mild = (name: string, fault: string | null) => ({ name, fault, isFatal: false })
  const unmeasured = sink.rounds() === 0 ? 'No round of measuring has ended yet' : null
  return [
    { name: 'collector', fault: unmeasured, isFatal: true },
    mild('networks', networksFault(confDir)),
    mild('store', stores.fault ?? sink.storeFault() ?? stores.damage ?? null),
    ...(shipper ? [mild('cluster database', shipper.fault)] : []),
    ...(cluster ? [mild('kubernetes', cluster.fault), mild('snapshot', cluster.snapshotFault)] : []),
  ]
}

function networksFault(confDir: Pick<ConfDir, 'networks' | 'faults'>): string | null {
  if (confDir.networks().length === 0) return 'This node has no network yet: put a conf into its conf dir'
  return confDir.faults().join('; ') || null
}
