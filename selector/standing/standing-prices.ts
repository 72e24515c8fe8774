import type { NetworkSample } from '../../domain/network-sample.ts'
import type { SeenNode } from '../../domain/seen-node.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { ClusterStore } from '../../store/cluster-store.ts'
import type { IntentAccess } from '../intents/intent-access.ts'
import { LivePrices, type NetworkToPrice } from '../prices/live-prices.ts'
import { networkToPrice, type NamedByConf } from '../prices/network-to-price.ts'
import type { PriceApi } from '../prices/price-api.ts'
import { PriceBooks } from '../prices/price-books.ts'
import { pricesCount } from '../prices/prices-count.ts'
import { UsageMeter } from '../prices/usage-meter.ts'
import type { Policies } from './policies.ts'

/** What nodes have counted is read so often: they store it every ten minutes. */
const readMs = 60_000
/** A network that no node has measured in a day is gone. */
const networksMs = 86_400_000

/** What prices of the whole cluster are made of. */
export interface StandingPricesParts {
  readonly cluster: Pick<ClusterStore, 'usage' | 'latestOf' | 'networksOf'>
  readonly policies: Pick<Policies, 'priceBooks' | 'settings'>
  readonly clock: Clock
  readonly logger: Pick<Logger, 'warn'>
}

/** The price book of the cluster, what its pods have used by the store, and from both what they cost. */
export class StandingPrices {
  readonly live: LivePrices
  readonly #parts: StandingPricesParts
  readonly #books: PriceBooks
  readonly #usage: UsageMeter
  #networks: readonly NamedByConf[] = []
  #nodes = 1
  #readMs = -Infinity

  constructor(parts: StandingPricesParts) {
    this.#parts = parts
    this.#books = new PriceBooks([parts.policies.priceBooks])
    this.#usage = new UsageMeter(readOnly(parts.cluster.usage), () => Promise.resolve(new Map()))
    this.live = new LivePrices(() => this.#books.current, this.#usage)
  }

  /** What the API of prices answers from. */
  api(access: IntentAccess): PriceApi {
    const { clock } = this.#parts
    const networks = () => this.#networks.map((network) => this.#toPrice(network))
    const counted = { owners: () => this.#usage.all(), nodes: () => this.#nodes }
    return { books: this.#books, prices: this.live, networks, ...counted, clock, access }
  }

  /** Whether the KPI `price` counts on a node of these samples. */
  count(samples: readonly NetworkSample[]): boolean {
    const nowMs = this.#parts.clock.nowMs()
    const settings = samples.map(({ network }) => this.#parts.policies.settings(network))
    return pricesCount(settings, nowMs, this.live.bookCurrency(nowMs))
  }

  /** Reads the book again, and now and then what was used. Never throws: what was known stays. */
  async refresh(nodes: readonly SeenNode[]): Promise<void> {
    const { cluster, clock, logger } = this.#parts
    this.#books.refresh()
    if (clock.monotonicMs() - this.#readMs < readMs) return
    this.#readMs = clock.monotonicMs()
    try {
      await this.#usage.recall(clock.nowMs())
      const since = clock.nowMs() - networksMs
      const names = nodes.map(({ name }) => name)
      const latest = await cluster.latestOf(names, since)
      const told = await cluster.networksOf(names)
      this.#nodes = Math.max(1, new Set(latest.map(({ node }) => node)).size)
      const networks = new Set(latest.map(({ sample }) => sample.network))
      this.#networks = inOneCluster([...networks].sort(), [...told.values()].flat())
    } catch (error) {
      logger.warn(`Cannot read what pods have used, so what was known counts on: ${messageOf(error)}`)
    }
  }

  #toPrice(network: NamedByConf): NetworkToPrice {
    return networkToPrice(network, this.#parts.policies.settings(network.name))
  }
}

/** Networks with the types of their plugins; one that has other plugins on other nodes has the types of all of them. */
function inOneCluster(names: readonly string[], told: readonly NamedByConf[]): readonly NamedByConf[] {
  const types = new Map(names.map((name) => [name, new Set<string>()]))
  for (const { name, plugins } of told) for (const { type } of plugins) types.get(name)?.add(type)
  return names.map((name) => ({ name, plugins: [...(types.get(name) ?? [])].map((type) => ({ type })) }))
}

/** Only recalled from: nothing is counted here. */
function readOnly(usage: ClusterStore['usage']): ConstructorParameters<typeof UsageMeter>[0] {
  const refuse = () => Promise.reject(new Error('Cannot store what pods use as this selector only reads'))
  return {
    owners: () => usage.owners(),
    volumes: (month) => usage.volumes(month),
    saveOwners: refuse,
    addVolumes: refuse,
    forget: refuse,
  }
}
