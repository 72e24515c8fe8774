import type { AuditOrder, ProbeView } from '../../domain/probe-exchange.ts'
import type { NetworkSample } from '../../domain/network-sample.ts'
import { dueAudit, type AuditSubject } from '../../prober/audit-policy.ts'

/** The one token of all nodes. */
export interface AuditToken {
  /** Whether it is ours for the next seconds; it falls back by itself. @throws {Error} if nobody can tell */
  claim(): Promise<boolean>
}

/** What of a board counts. */
export interface AuditBoard {
  readonly networks: readonly {
    readonly name: string
    readonly sample: Pick<
      NetworkSample,
      'ingressBitsPerSecond' | 'egressBitsPerSecond' | 'capacityBitsPerSecond'
    > | null
  }[]
}

/** What an audit is judged by. */
export interface AuditTurnOptions {
  readonly token: AuditToken
  /** How networks stand. */
  readonly board: () => AuditBoard
}

/** Says when which network is audited: one at a time in the whole cluster. */
export class AuditTurn {
  readonly #options: AuditTurnOptions
  readonly #last = new Map<string, number>()

  constructor(options: AuditTurnOptions) {
    this.#options = options
  }

  /** The burst that is due and allowed now. @throws {Error} if the token cannot be asked for */
  async next(view: ProbeView, at: number): Promise<AuditOrder | undefined> {
    const order = dueAudit(subjectsOf(view, this.#options.board()), this.#last, at)
    if (order === null || !(await this.#options.token.claim())) return undefined
    this.#last.set(order.network, at)
    return order
  }
}

function subjectsOf(view: ProbeView, { networks }: AuditBoard): AuditSubject[] {
  return view.networks.map((network) => {
    const sample = networks.find(({ name }) => name === network)?.sample
    const { ingressBitsPerSecond = null, egressBitsPerSecond = null } = sample ?? {}
    const isKnown = ingressBitsPerSecond !== null && egressBitsPerSecond !== null
    return {
      network,
      capacityBitsPerSecond: sample?.capacityBitsPerSecond ?? null,
      usedBitsPerSecond: isKnown ? Math.max(ingressBitsPerSecond, egressBitsPerSecond) : null,
      peers: view.peers[network] ?? [],
    }
  })
}
