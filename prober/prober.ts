import type { AuditResult, ProbeReport, ProbeView } from '../domain/probe-exchange.ts'
import type { ProbePeer, ProbeResult } from '../domain/probe-protocol.ts'
import type { Clock } from '../service-kit/clock.ts'
import { messageOf } from '../service-kit/message-of.ts'
import { auditResultOf } from './audit-result-of.ts'
import type { ProbeAttachment, ProbeAttachments } from './probe-attachments.ts'
import type { ProbeOrder, ProbeProcess } from './probe-process.ts'
import { hasAnswered } from './probe-tick.ts'
import { ProbeWindow } from './probe-window.ts'

/** What a prober is made of. */
export interface ProberParts {
  readonly attachments: Pick<ProbeAttachments, 'all' | 'faults' | 'suspect' | 'reconcile'>
  /** The program in an attachment's namespace, not yet started. */
  readonly open: (attachment: ProbeAttachment) => ProbeProcess
  readonly clock: Clock
}

/** Five packets for each peer, spread over most of a tick; what is not back a second later is lost. */
const burst = { do: 'probe', packets: 5, spreadMs: 6_000, timeoutMs: 1_000 } as const
const tickMs = 10_000
/** The last packet, its time, the same for HTTP, and a grace: after that the program is taken for hung. */
const answerLimitMs = burst.spreadMs + 2 * burst.timeoutMs + 2_000

/** An ADD that takes longer has its network probed from a later tick on, and holds up no other. */
const attachPatienceMs = 1_000

const nothing: ProbeView = { networks: [], peers: {} }

/** Keeps the node's probe attachments and probes its peers, every ten seconds, by what it was told last. */
export class Prober implements AsyncDisposable {
  readonly #parts: ProberParts
  readonly #window = new ProbeWindow()
  readonly #processes = new Map<string, { readonly namespace: string; readonly program: ProbeProcess }>()
  readonly #faults = new Map<string, string>()
  readonly #audits = new Map<string, AuditResult>()
  #view: ProbeView = nothing
  #auditDue: ProbeView['audit']
  #lastAudit = ''
  #timer: NodeJS.Timeout | undefined
  #underWay: Promise<void> | null = null
  #isWanted = false
  #ticks = 0
  #isClosed = false

  constructor(parts: ProberParts) {
    this.#parts = parts
  }

  /** Begins to probe; before it is told of networks it only removes what an earlier prober has left. */
  start(): void {
    this.#timer = setInterval(() => void this.tick(), tickMs)
  }

  /** Takes what the agent knows, and tells what was found out since. Costs nothing: the work is done by the tick. */
  exchange(view: ProbeView): ProbeReport {
    const isNew = !sameNames(view.networks, this.#view.networks)
    const hasFirst = view.networks.some((name) => peersOf(view, name) > 0 && peersOf(this.#view, name) === 0)
    this.#view = view
    this.#order(view.audit)
    if (this.#timer !== undefined && (isNew || hasFirst || this.#auditDue !== undefined)) this.#hurry()
    return this.report()
  }

  report(): ProbeReport {
    const { attachments, clock } = this.#parts
    const answering = attachments.all().filter(({ network }) => this.#program(network)?.isRunning === true)
    return {
      addresses: Object.fromEntries(answering.map(({ network, address }) => [network, address])),
      figures: Object.fromEntries(this.#window.figures(clock.monotonicMs())),
      faults: Object.fromEntries([...attachments.faults(), ...this.#faults]),
      audits: [...this.#audits.values()],
    }
  }

  /** Brings the attachments up to date and probes once, or waits for the tick that is under way. Never throws. */
  tick(): Promise<void> {
    return (this.#underWay ??= this.#tick().finally(() => {
      this.#underWay = null
      if (this.#isWanted) void this.tick()
    }))
  }

  /** Ends the programs; the attachments stay for the next prober, and what is being done to them is not waited for. */
  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#isWanted = false
    this.#isClosed = true
    await this.#closeAll([...this.#processes.keys()])
    await this.#underWay
  }

  #hurry(): void {
    this.#isWanted = true
    if (this.#underWay === null) void this.tick()
  }

  async #tick(): Promise<void> {
    this.#isWanted = false
    this.#ticks += 1
    const { attachments } = this.#parts
    await atMost(attachPatienceMs, attachments.reconcile(this.#view.networks))
    if (this.#isClosed) return
    await this.#reconcilePrograms(attachments.all())
    await this.#audit()
    await this.#probe(attachments.all())
  }

  /** A program runs where its attachment is: with another namespace there is another program. */
  async #reconcilePrograms(attached: readonly ProbeAttachment[]): Promise<void> {
    const namespaces = new Map(attached.map(({ network, namespace }) => [network, namespace]))
    const idle = [...this.#processes].filter(
      ([network, { namespace }]) => namespaces.get(network) !== namespace,
    )
    await this.#closeAll(idle.map(([network]) => network))
    for (const attachment of attached) {
      const { network, namespace } = attachment
      if (!this.#processes.has(network))
        this.#processes.set(network, { namespace, program: this.#parts.open(attachment) })
      this.#program(network)?.ensure()
    }
  }

  async #probe(attached: readonly ProbeAttachment[]): Promise<void> {
    const { clock } = this.#parts
    const answers = await Promise.all(attached.map(({ network }) => this.#probeNetwork(network)))
    const results = new Map(answers.filter((entry) => entry !== null))
    if (results.size > 0) this.#window.add({ monotonicMs: clock.monotonicMs(), at: clock.nowMs(), results })
    for (const [network, peers] of results)
      if (peers.length > 0 && !peers.some(hasAnswered)) this.#parts.attachments.suspect(network)
  }

  async #probeNetwork(network: string): Promise<readonly [string, readonly ProbeResult[]] | null> {
    const peers = this.#view.peers[network] ?? []
    const program = this.#program(network)
    if (program === undefined || peers.length === 0) return null
    try {
      const answers = await Promise.all(
        burstsOf(peers, this.#ticks).map((order) => program.ask(order, answerLimitMs)),
      )
      this.#faults.delete(network)
      return [network, answers.flatMap((answer) => ('results' in answer ? answer.results : []))]
    } catch (error) {
      this.#faults.set(network, messageOf(error))
      return null
    }
  }

  #order(audit: ProbeView['audit']): void {
    const text = audit === undefined ? '' : JSON.stringify(audit)
    if (audit !== undefined && text !== this.#lastAudit) this.#auditDue = audit
    this.#lastAudit = text
  }

  /** Not beside the probes of the same tick, whose figures it would spoil. */
  async #audit(): Promise<void> {
    const order = this.#auditDue
    this.#auditDue = undefined
    const program = order && this.#program(order.network)
    if (order === undefined || program === undefined) return
    const { network, peer, bitsPerSecond, durationMs } = order
    try {
      const answer = await program.ask({ do: 'audit', peer, bitsPerSecond, durationMs }, durationMs + 3_000)
      const result = auditResultOf(order, answer, this.#parts.clock.nowMs())
      if (result !== null) this.#audits.set(network, result)
    } catch (error) {
      this.#faults.set(network, messageOf(error))
    }
  }

  #program(network: string): ProbeProcess | undefined {
    return this.#processes.get(network)?.program
  }

  async #closeAll(networks: readonly string[]): Promise<void> {
    const programs = networks.map((network) => this.#program(network)).filter((one) => one !== undefined)
    for (const network of networks) {
      this.#processes.delete(network)
      this.#faults.delete(network)
      this.#audits.delete(network)
    }
    await Promise.all(programs.map((program) => program[Symbol.asyncDispose]()))
  }
}

/** Waits for the work, but no longer than that. */
async function atMost(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs)
  })
  await Promise.race([work, limit])
  clearTimeout(timer)
}

const peersOf = (view: ProbeView, network: string) => view.peers[network]?.length ?? 0
const sameNames = (one: readonly string[], other: readonly string[]) =>
  JSON.stringify(one.toSorted()) === JSON.stringify(other.toSorted())

/** HTTP costs ten times what a packet does: one peer is asked by it in each tick, another one every time. */
function burstsOf(peers: readonly ProbePeer[], tick: number): ProbeOrder[] {
  const asked = tick % peers.length
  const byHttp = peers.filter((_, at) => at === asked)
  const others = peers.filter((_, at) => at !== asked)
  return [
    { ...burst, peers: byHttp },
    ...(others.length > 0 ? [{ ...burst, peers: others, http: false }] : []),
  ]
}
