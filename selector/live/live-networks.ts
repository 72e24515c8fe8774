import type { PluginConf } from '../../domain/configured-network.ts'
import type { Tried } from '../../domain/decision.ts'
import type { NetworkFacts } from '../../domain/network-facts.ts'
import type { NetworkSample } from '../../domain/network-sample.ts'
import type { NetworkSettings } from '../../domain/network-settings.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { NetworkInputs } from '../pipeline/inputs.ts'
import { AddressPools } from './address-pools.ts'
import { confFactsOf, type ConfFacts } from './conf-facts.ts'
import { Cooldowns } from './cooldowns.ts'
import { inputsOf } from './inputs-of.ts'
import { Latencies } from './latencies.ts'
import { Ledger } from './ledger.ts'
import type { UplinkMate } from './readings/known.ts'
import { SampleWindow } from './sample-window.ts'
import { Uplinks } from './uplinks.ts'
import { UsualLoads } from './usual-loads.ts'

/** A network as far as choosing goes: its name and its plugins' confs. */
export interface Selectable {
  readonly name: string
  readonly plugins: readonly PluginConf[]
  /** The type of a plugin of it that is not installed, or null. */
  readonly missingPlugin: string | null
}

/** What is asked anew at every decision. */
export interface LiveOptions {
  readonly settings: (network: string) => NetworkSettings
  /** Why a network cannot take pods, by its plugin's or its probe's word; undefined if nothing is known. */
  readonly notReady?: (network: string) => string | undefined
  /** How far back samples are kept in memory; ten minutes, which a page shows, if left out. */
  readonly windowMs?: number | undefined
  readonly clock: Clock
  /** The time of promises, where `clock` tells as of when figures are looked at; `clock` if left out. */
  readonly ledgerClock?: Clock
}

/** The pod that asks. */
export interface Asker {
  /** What was tried in vain for it just now. */
  readonly tried?: readonly Tried[]
  /** What it will probably use. */
  readonly demandBitsPerSecond?: number
}

/** What is known of a node's networks now: what was measured, what is promised, who shares with whom, who has failed. */
export class LiveNetworks {
  /** What decisions have promised. */
  readonly ledger: Ledger
  readonly #options: LiveOptions
  readonly #window: SampleWindow
  readonly #uplinks: Uplinks
  readonly #latencies = new Latencies()
  readonly #usualLoads = new UsualLoads()
  readonly #pools: AddressPools
  /** Confs change seldom, and every decision asks for what they say. */
  readonly #confs = new WeakMap<readonly PluginConf[], ConfFacts>()
  readonly #cooldowns: Cooldowns

  constructor(options: LiveOptions) {
    this.#options = options
    this.ledger = new Ledger(options.ledgerClock ?? options.clock)
    this.#window = new SampleWindow(options.windowMs)
    this.#uplinks = new Uplinks(this.#window)
    this.#pools = new AddressPools(options.settings)
    this.#cooldowns = new Cooldowns(options.clock)
  }

  /** Takes in a round of measurements, or what the store still has of earlier ones. */
  observe(samples: readonly NetworkSample[]): void {
    this.#window.add(samples)
    this.ledger.observe(samples)
    this.#uplinks.observe(this.#options.settings)
    this.#latencies.observe(samples)
    this.#usualLoads.observe(samples)
  }

  /** A network's recent samples, oldest first. */
  samplesOf(network: string): readonly NetworkSample[] {
    return this.#window.of(network)
  }

  /** Where its addresses have run out, those of its pool have, and all networks of that pool cool down. */
  coolDown(network: string, why: string, isOutOfAddresses: boolean): void {
    const networks = isOutOfAddresses ? [network, ...this.#pools.matesOf(network)] : [network]
    for (const each of networks) this.#cooldowns.begin(each, why)
  }

  /** Takes in the networks of the node, all of them: of their confs it depends who shares a pool. */
  learn(all: readonly Selectable[]): void {
    this.#pools.learn(all)
  }

  /**
   * What the pipeline is to be told of these networks. What was `tried` in vain for the same pod just now is not taken
   * again, however long ago that was.
   */
  inputsOf(
    networks: readonly Selectable[],
    nowMs: number,
    { tried = [], demandBitsPerSecond }: Asker = {},
  ): readonly NetworkInputs[] {
    return networks.map(({ name, plugins, missingPlugin }) =>
      inputsOf({
        ...this.#userOf(name),
        ...this.#reservedInPool(name),
        notReady: this.#options.notReady?.(name),
        coolingDown: this.#cooldowns.of(name) ?? justTried(name, tried, nowMs),
        settings: this.#options.settings(name),
        plugins,
        conf: this.#confOf(plugins),
        missingPlugin,
        latency: this.#latencies.of(name),
        mates: this.#uplinks.matesOf(name).map((mate) => this.#userOf(mate)),
        ...(demandBitsPerSecond !== undefined && { demandBitsPerSecond }),
        nowMs,
      }),
    )
  }

  #confOf(plugins: readonly PluginConf[]): ConfFacts {
    const facts = this.#confs.get(plugins) ?? confFactsOf(plugins)
    this.#confs.set(plugins, facts)
    return facts
  }

  #userOf(name: string): UplinkMate {
    return {
      name,
      samples: this.#window.of(name),
      reserved: this.ledger.of(name),
      usual: this.#usualLoads.of(name),
    }
  }

  /** Addresses that are promised on other networks are gone for this one too, where they come from one pool. */
  #reservedInPool(name: string): { readonly reservedAddresses?: number } {
    const mates = this.#pools.matesOf(name)
    if (mates.length === 0) return {}
    const all = [name, ...mates].map((each) => this.ledger.of(each).attachments)
    return { reservedAddresses: all.reduce((sum, attachments) => sum + attachments, 0) }
  }
}

function justTried(name: string, tried: readonly Tried[], nowMs: number): NetworkFacts['coolingDown'] {
  const failed = tried.find(({ network }) => network === name)
  return failed && { untilMs: nowMs + 1, why: failed.error }
}
