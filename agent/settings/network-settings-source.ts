import { readFileSync, statSync } from 'node:fs'
import type { NetworkSettings } from '../../domain/network-settings.ts'
import type { Logger } from '../../service-kit/logger.ts'
import type { NodeManifests } from '../manifests/node-manifests.ts'
import type { Nad } from '../nads/nad.ts'
import { parseNad } from '../nads/parse-nad.ts'
import { parseNetworkSettings } from './parse-network-settings.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { mergeSettings, type SettingsByNetwork } from '../../selector/definitions/merge-settings.ts'
import {
  parseNetworkResource,
  type NetworkResource,
} from '../../selector/definitions/parse-network-resource.ts'

const none: readonly never[] = []

/**
 * The operator's settings of networks from a YAML file, read again when it changes, and from `Network` resources where
 * there is a cluster; a faulty edit of the file changes nothing.
 */
export class NetworkSettingsSource {
  readonly #path: string | undefined
  readonly #logger: Logger
  readonly #resources: () => readonly NetworkResource[]
  readonly #nads: () => readonly Nad[]
  #stamp = ''
  #file: SettingsByNetwork = {}
  /** What was merged last, and of what. */
  #merged: readonly [readonly unknown[], SettingsByNetwork] = [[], {}]

  constructor(
    path: string | undefined,
    manifests: Pick<NodeManifests, 'networks' | 'policies'>,
    logger: Logger,
  ) {
    this.#path = path
    this.#logger = logger
    this.#resources = manifests.policies?.view(parseNetworkResource) ?? (() => none)
    this.#nads = manifests.networks?.view(parseNad) ?? (() => none)
  }

  all(): SettingsByNetwork {
    this.#refresh()
    const parts = [this.#file, this.#resources(), this.#nads()] as const
    if (parts.some((part, index) => part !== this.#merged[0][index]))
      this.#merged = [parts, mergeSettings(...parts)]
    return this.#merged[1]
  }

  of(network: string): NetworkSettings {
    const settings = this.all()
    return Object.hasOwn(settings, network) ? (settings[network] ?? {}) : {}
  }

  #refresh(): void {
    if (this.#path === undefined) return
    const stat = statSync(this.#path, { throwIfNoEntry: false })
    const stamp = stat ? `${stat.mtimeMs} ${stat.size}` : 'none'
    if (stamp === this.#stamp) return
    this.#stamp = stamp
    try {
      this.#file = parseNetworkSettings(readFileSync(this.#path, 'utf8'))
    } catch (error) {
      const why = messageOf(error)
      this.#logger.error(`Cannot use ${this.#path}, so the settings before it stay: ${why}`)
    }
  }
}
