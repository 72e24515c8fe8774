import type { NetworkSettings } from '../../domain/network-settings.ts'
import { uplinkGroups } from '../../domain/uplink-group.ts'
import type { SampleWindow } from './sample-window.ts'

/** Which networks share a link, worked out anew when new samples have come. */
export class Uplinks {
  readonly #window: SampleWindow
  #groups: ReadonlyMap<string, readonly string[]> = new Map()

  constructor(window: SampleWindow) {
    this.#window = window
  }

  observe(settings: (network: string) => NetworkSettings): void {
    const users = this.#window.networks().map((name) => ({
      name,
      settings: settings(name),
      source: this.#window.latest(name)?.source ?? null,
    }))
    this.#groups = uplinkGroups(users)
  }

  /** The others whose traffic crosses the network's link. */
  matesOf(network: string): readonly string[] {
    return (this.#groups.get(network) ?? []).filter((name) => name !== network)
  }
}
