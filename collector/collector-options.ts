import type { ConfiguredNetwork } from '../domain/configured-network.ts'
import type { NetworkSettings } from '../domain/network-settings.ts'
import type { Clock } from '../service-kit/clock.ts'
import type { Logger } from '../service-kit/logger.ts'
import type { SampleStore } from '../store/sample-store.ts'
import type { JournalReader } from './journal/journal-reader.ts'
import type { Round } from './round.ts'
import type { FigureSource } from './sources/figure-source.ts'

/** What a collector measures, how often, and who is told. */
export interface CollectorOptions {
  /** The node's networks as they stand; asked anew in every round. */
  readonly networks: () => readonly ConfiguredNetwork[]
  /** The operator's settings by network; asked anew in every round. */
  readonly settings: () => Readonly<Record<string, NetworkSettings>>
  /** The plugin's records; whoever else reads them shares this reader, which opens no file twice. */
  readonly journal: Pick<JournalReader, 'read'>
  readonly sysDir?: string
  readonly procDir?: string
  /** A cron expression whose first field is seconds; every ten seconds if left out. */
  readonly schedule?: string
  /** Sources besides this node's own files, of each kind the best first. */
  readonly sources?: readonly FigureSource[]
  /** Names of the sources of traffic that are asked, best first, `sysfs` among them; all of them, it last, if left out. */
  readonly traffic?: readonly string[]
  /** The history that capacities are learned from; appending to it is up to `onRound`. */
  readonly samples: SampleStore
  readonly clock: Clock
  readonly logger: Logger
  /** Told of each round before the next can begin. */
  readonly onRound: (round: Round) => Promise<void>
}
