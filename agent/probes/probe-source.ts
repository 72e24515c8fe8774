import type { ProbeNode, ProbeReport, ProbeView } from '../../domain/probe-exchange.ts'
import type { FigureSource, SourceAnswer, SourceView } from '../../collector/sources/figure-source.ts'
import { SourceFault } from '../../collector/sources/source-fault.ts'
import { choosePeers } from '../../prober/choose-peers.ts'
import type { PeerSource } from '../../prober/peer-source.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'

/** The prober, in this process or behind a socket. */
export interface ProberLink {
  /** Tells it what there is to probe, and answers what it has found out since. @throws {Error} if it is not there */
  exchange(view: ProbeView, signal: AbortSignal): Promise<ProbeReport>
}

/** What the figures of probes are made from. */
export interface ProbeSourceOptions {
  readonly node: string
  readonly link: ProberLink
  readonly peers: Pick<PeerSource, 'tell' | 'nodes'>
  /** The burst that is due now, if there is any; asked in every round. */
  readonly audit?: (view: ProbeView, at: number) => Promise<ProbeView['audit']>
  readonly logger: Pick<Logger, 'warn'>
}

/**
 * What this node's own probes have shown. A round costs one question to the prober, which works by a clock of its own, so
 * that its figures are there in the round even where a probe takes long. While peers cannot be told or read, those known
 * before are probed.
 */
export class ProbeSource implements FigureSource {
  readonly name = 'probe'
  readonly kind = 'probes'
  readonly limitMs = 5_000
  readonly #options: ProbeSourceOptions
  #nodes: readonly ProbeNode[] = []
  #chosen: { readonly nodes: readonly ProbeNode[]; readonly view: ProbeView } = {
    nodes: this.#nodes,
    view: { networks: [], peers: {} },
  }
  #told = ''
  /** What the prober has said last; null before. */
  latest: { readonly view: ProbeView; readonly report: ProbeReport } | null = null

  constructor(options: ProbeSourceOptions) {
    this.#options = options
  }

  async read({ networks, at }: SourceView, signal: AbortSignal): Promise<SourceAnswer> {
    const { peers } = this.#options
    await this.#attempt('read where other nodes answer probes', async () => {
      this.#nodes = await peers.nodes()
    })
    const view = this.#viewOf(networks.map(({ name }) => name))
    const report = await this.#exchange(await this.#withAudit(view, at), signal)
    this.latest = { view, report }
    await this.#attempt('tell other nodes where this one answers probes', () => peers.tell(report.addresses))
    return { figures: new Map(Object.entries(report.figures)), dropped: {} }
  }

  /** Of 5 000 nodes the ring is sorted only when one of them has changed. */
  #viewOf(networks: readonly string[]): ProbeView {
    const known = this.#chosen
    if (known.nodes === this.#nodes && JSON.stringify(known.view.networks) === JSON.stringify(networks))
      return known.view
    const { node } = this.#options
    const peers = networks.map((name) => [name, choosePeers(node, name, this.#nodes)] as const)
    const view: ProbeView = { networks: [...networks], peers: Object.fromEntries(peers) }
    this.#chosen = { nodes: this.#nodes, view }
    return view
  }

  async #exchange(view: ProbeView, signal: AbortSignal): Promise<ProbeReport> {
    try {
      return await this.#options.link.exchange(view, signal)
    } catch (error) {
      const reason = signal.aborted ? 'timeout' : 'unreachable'
      throw new SourceFault(reason, `Cannot ask the prober: ${messageOf(error)}`, { cause: error })
    }
  }

  async #withAudit(view: ProbeView, at: number): Promise<ProbeView> {
    const { audit } = this.#options
    if (audit === undefined) return view
    let due: ProbeView['audit']
    await this.#attempt('take the turn to audit', async () => {
      due = await audit(view, at)
    })
    return due === undefined ? view : { ...view, audit: due }
  }

  /** What fails in the same way round after round is said once. */
  async #attempt(what: string, act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } catch (error) {
      const line = `Cannot ${what}, which is tried again: ${messageOf(error)}`
      if (line !== this.#told) this.#options.logger.warn(line)
      this.#told = line
    }
  }
}
