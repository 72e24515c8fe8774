import type { NetworkStatus, ScoreBand } from '../../domain/resources/network-resource.ts'
import type { KubeObject } from '../../kube/kube-object.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { NetworkFigures } from '../scrape/agent-figures.ts'
import type { NodeFigures } from '../scrape/agent-scraper.ts'
import type { StatusWriter } from '../status/status-writer.ts'
import { timestamp } from '../status/timestamp.ts'
import { bandOf } from './band-of.ts'
import { desiredNetworkStatus } from './desired-network-status.ts'
import type { NetworkObject } from './network-object.ts'
import { representedConf, withoutDuplicates, type Represented } from './represented-conf.ts'
import { shouldWrite } from './should-write.ts'
import { sumNetwork } from './sum-network.ts'

/** What the controller of networks is given. */
export interface NetworkControllerOptions {
  readonly networks: () => readonly NetworkObject[]
  readonly agents: () => readonly NodeFigures[]
  /** Null if there is none; undefined if that cannot be known now. */
  readonly findNad: (namespace: string, name: string) => Promise<KubeObject | null | undefined>
  readonly writer: StatusWriter<NetworkStatus, NetworkObject>
  readonly clock: Clock
}

/** Brings the status of every `Network` to what agents show; each pass looks at everything anew. */
export class NetworkController {
  readonly #options: NetworkControllerOptions
  /** By network and node; of the pass before. */
  #bands = new Map<string, ScoreBand>()

  constructor(options: NetworkControllerOptions) {
    this.#options = options
  }

  /** One pass. Never throws. */
  async reconcile(): Promise<void> {
    const { networks, agents, writer } = this.#options
    const all = networks()
    const nads = await this.#nadsOf(all)
    const known = all.filter(({ name, spec }) => spec.conf !== undefined || nads.get(name) !== undefined)
    const represented = withoutDuplicates(known, (one) => representedConf(one, nads.get(one.name) ?? null))
    const bands = new Map<string, ScoreBand>()
    for (const network of known) await this.#bring(network, represented.get(network.name), agents(), bands)
    this.#bands = bands
    writer.keepOnly(all)
  }

  /** By the name of the Network; null stands for a definition that there is not, or that none is named. */
  async #nadsOf(
    networks: readonly NetworkObject[],
  ): Promise<ReadonlyMap<string, KubeObject | null | undefined>> {
    const nads = new Map<string, KubeObject | null | undefined>()
    for (const { name, spec } of networks)
      nads.set(name, spec.nad ? await this.#options.findNad(spec.nad.namespace, spec.nad.name) : null)
    return nads
  }

  async #bring(
    network: NetworkObject,
    represented: Represented | undefined,
    agents: readonly NodeFigures[],
    bands: Map<string, ScoreBand>,
  ): Promise<void> {
    if (represented === undefined) return
    const { writer, clock } = this.#options
    const conf = 'conf' in represented ? represented.conf : null
    const bandOn = (node: string, figures: NetworkFigures) => {
      const key = `${network.name} ${node}`
      const band = bandOf(figures, this.#bands.get(key))
      bands.set(key, band)
      return band
    }
    const sum = sumNetwork(conf, agents, bandOn)
    const current = writer.current(network)
    const now = timestamp(clock.nowMs())
    const desired = desiredNetworkStatus({ network, current, represented, sum, agents, now })
    if (writer.mayWrite(network) && shouldWrite(current, desired, writer.sinceWriteMs(network)))
      await writer.write(network, desired)
  }
}
