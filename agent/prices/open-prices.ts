import type { JournalReader } from '../../collector/journal/journal-reader.ts'
import type { Round } from '../../collector/round.ts'
import { ownerOfPod } from '../../domain/owner-of-pod.ts'
import { parsePriceBookResource } from '../../selector/definitions/parse-price-book-resource.ts'
import { LivePrices, type NetworkToPrice } from '../../selector/prices/live-prices.ts'
import type { PriceApi } from '../../selector/prices/price-api.ts'
import { PriceBooks } from '../../selector/prices/price-books.ts'
import { UsageMeter } from '../../selector/prices/usage-meter.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import type { UsageStore } from '../../store/usage-store.ts'
import type { ManifestSource } from '../manifests/manifest-source.ts'
import { PriceBookFile } from './price-book-file.ts'

/** What prices are made of. */
export interface PriceParts {
  /** `GENIE_PRICES`. */
  readonly path: string | undefined
  /** Where `PriceBook`s are. */
  readonly manifests: Pick<ManifestSource, 'view'> | null
  readonly usage: UsageStore
  readonly journal: Pick<JournalReader, 'read'>
  readonly clock: Clock
  readonly logger: Logger
}

/** Price books, what pods use, and from both what they cost. */
export interface NodePrices {
  readonly books: PriceBooks
  readonly usage: UsageMeter
  readonly live: LivePrices
  /** What the API of prices answers from, but for whose rights count. */
  api(networks: () => readonly NetworkToPrice[]): Omit<PriceApi, 'access'>
  /** Takes in what the store has. Never throws. */
  recall(): Promise<void>
  /** To be called after every round of measuring. Never throws. */
  afterRound(round: Pick<Round, 'networks' | 'attachments'>): Promise<void>
}

/** Wires them; reads nothing yet. */
export function openPrices({
  path,
  manifests,
  usage: store,
  journal,
  clock,
  logger,
}: PriceParts): NodePrices {
  const file = new PriceBookFile(path, logger)
  const books = new PriceBooks([
    () => file.books(),
    ...(manifests === null ? [] : [manifests.view(parsePriceBookResource)]),
  ])
  const usage = new UsageMeter(store, async () => {
    const records = await journal.read()
    return new Map(
      records.map(({ containerId, podNamespace: namespace, podName: name }) => [
        containerId,
        ownerOfPod({ namespace, name }),
      ]),
    )
  })
  let hasFailed = false
  const quietly = async (work: () => Promise<void>) => {
    try {
      await work()
      hasFailed = false
    } catch (error) {
      if (!hasFailed) logger.error({ err: error }, 'Cannot note what pods use: it is kept in memory')
      hasFailed = true
    }
  }
  const live = new LivePrices(() => books.current, usage)
  return {
    books,
    usage,
    live,
    api: (networks) => ({ books, prices: live, networks, owners: () => usage.all(), nodes: () => 1, clock }),
    async recall() {
      books.refresh()
      await quietly(() => usage.recall(clock.nowMs()))
    },
    async afterRound({ networks, attachments }) {
      books.refresh()
      await quietly(() => usage.observe(networks, attachments, clock.nowMs()))
    },
  }
}
