import { modeKey } from '../../domain/annotation-keys.ts'
import type { Manifest } from '../../domain/manifest.ts'
import type { NetworkSettings } from '../../domain/network-settings.ts'
import type { PriceBook } from '../../domain/price-book.ts'
import type { Profile } from '../../domain/profile.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { chooseProfile, profileNamed } from '../definitions/choose-profile.ts'
import { definedNetworkOf } from '../definitions/defined-network-of.ts'
import { mergeSettings, type SettingsByNetwork } from '../definitions/merge-settings.ts'
import { parseNetworkResource } from '../definitions/parse-network-resource.ts'
import { parsePriceBookResource } from '../definitions/parse-price-book-resource.ts'
import { parseProfile } from '../definitions/parse-profile.ts'
import { viewOf, type Parse } from '../definitions/view-of.ts'

/** Where what operators have said comes from. */
export interface PolicySources {
  /** The same array as at the last call if nothing has changed since. */
  readonly manifests: () => readonly Manifest[]
  /** The namespace whose default profile is the cluster's. */
  readonly clusterNamespace: string
  readonly logger: Pick<Logger, 'warn'>
}

/** A pod whose profile is asked for. */
export interface PodOfProfile {
  readonly namespace: string
  readonly labels: Readonly<Record<string, string>>
  /** The profile that it names; null if it names none. */
  readonly profile: string | null
}

const none: Readonly<NetworkSettings> = {}

/** What operators have said of networks and workloads for the whole cluster. A node's own file is not known here. */
export class Policies {
  /** Every version of the price book; the same array as at the last call if nothing has changed since. */
  readonly priceBooks: () => readonly PriceBook[]
  readonly #clusterNamespace: string
  readonly #profiles
  readonly #networks
  readonly #defined
  readonly #observing: () => readonly { readonly namespace: string }[]
  #settings: readonly [readonly unknown[], SettingsByNetwork] = [[], {}]

  constructor({ manifests, clusterNamespace, logger }: PolicySources) {
    const view = <T extends object>(parse: Parse<T>) =>
      viewOf(manifests, parse, (what, why) => logger.warn(`Cannot use ${what}, so it is passed over: ${why}`))
    this.#clusterNamespace = clusterNamespace
    this.priceBooks = view(parsePriceBookResource)
    this.#profiles = view(parseProfile)
    this.#networks = view(parseNetworkResource)
    this.#defined = view(definedNetworkOf)
    this.#observing = view(({ kind, name, labels }) =>
      kind === 'Namespace' && labels[modeKey] === 'observe' ? { namespace: name } : undefined,
    )
  }

  /** What a `Network` says of the network of that name. */
  settings(network: string): NetworkSettings {
    const parts = [this.#networks(), this.#defined()] as const
    if (parts.some((part, index) => part !== this.#settings[0][index]))
      this.#settings = [parts, mergeSettings({}, ...parts)]
    const [, all] = this.#settings
    return Object.hasOwn(all, network) ? (all[network] ?? none) : none
  }

  /** The cluster's default: what counts where nothing is known of a pod. */
  standard(): Profile {
    return chooseProfile(this.#profiles(), { namespace: '', labels: undefined }, this.#clusterNamespace)
  }

  /** The profile that a namespace calls so, or `namespace/name`; undefined if there is none. */
  named(name: string, namespace: string): Profile | undefined {
    return profileNamed(this.#profiles(), name, namespace)
  }

  /** The profile that counts for a pod; undefined if it names one that there is not. */
  profileOf({ namespace, labels, profile }: PodOfProfile): Profile | undefined {
    if (profile !== null) return this.named(profile, namespace)
    return chooseProfile(this.#profiles(), { namespace, labels }, this.#clusterNamespace)
  }

  /** Whether agents only observe in that namespace, by its label: its pods get what the node gave before. */
  isObserved(namespace: string): boolean {
    return this.#observing().some((each) => each.namespace === namespace)
  }
}
