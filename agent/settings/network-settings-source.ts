import { readFileSync, statSync } from 'node:fs'
import type { NetworkSettings } from '../../domain/network-settings.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { parseNetworkSettings, type SettingsByNetwork } from './parse-network-settings.ts'
import { messageOf } from '../../service-kit/message-of.ts'

/** The operator's settings of networks from a YAML file, read again when it changes; a faulty edit changes nothing. */
export class NetworkSettingsSource {
  readonly #path: string | undefined
  readonly #logger: Logger
  #stamp = ''
  #settings: SettingsByNetwork = {}

  constructor(path: string | undefined, logger: Logger) {
    this.#path = path
    this.#logger = logger
  }

  all(): SettingsByNetwork {
    this.#refresh()
    return this.#settings
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
      this.#settings = parseNetworkSettings(readFileSync(this.#path, 'utf8'))
    } catch (error) {
      const why = messageOf(error)
      this.#logger.error(`Cannot use ${this.#path}, so the settings before it stay: ${why}`)
    }
  }
}
