import type { Clock } from '../service-kit/clock.ts'
import type { Logger } from '../service-kit/logger.ts'
import { messageOf } from '../service-kit/message-of.ts'
import { BackOff } from './back-off.ts'
import { Lanes } from './lanes.ts'
import { canBeAskedFor } from './probe-call.ts'
import type { ProbeMachine } from './probe-machine.ts'
import { ownPrefix, probeSandbox, type ProbeSandbox } from './probe-sandbox.ts'

/** What the attachments are made of. */
export interface ProbeAttachmentsOptions {
  readonly machine: Pick<
    ProbeMachine,
    'namespaces' | 'makeNamespace' | 'removeNamespace' | 'endProcesses' | 'address' | 'call'
  >
  readonly prefix: string
  readonly stateDir: string
  readonly clock: Clock
  readonly logger: Pick<Logger, 'info' | 'warn'>
}

/** A network that this node answers on. */
export interface ProbeAttachment extends ProbeSandbox {
  readonly address: string
}

/** What failed is tried again after 10 s, then 20 s, and every 10 minutes in the end. */
const retry = { firstMs: 10_000, mostMs: 600_000 }
/** How often it is looked whether an address is still there: a runtime's GC undoes what the runtime does not know. */
const lookMs = 30_000
/** How often what stands is looked at by CHECK, and how soon at the earliest where nobody answers. */
const checkMs = 300_000
const suspiciousMs = 60_000
/** How many networks are worked on at a time: a node that starts has pods to attach as well. */
const mostAtWork = 8

/**
 * One attachment for each network, made by the network's own ADD. What is there is told by the machine and not by a
 * record of ours: namespaces are known again by name, so that nothing is left behind by a prober that was killed. Each
 * network is worked on by itself, and holds up no other.
 */
export class ProbeAttachments {
  readonly #options: ProbeAttachmentsOptions
  readonly #attached = new Map<string, ProbeAttachment>()
  readonly #lookedMs = new Map<string, number>()
  readonly #checkedMs = new Map<string, number>()
  readonly #backOffs = new Map<string, BackOff>()
  readonly #faults = new Map<string, string>()
  readonly #lanes = new Lanes(mostAtWork)
  /** By namespace: what is done to one is done to its end before anything else is. */
  readonly #atWork = new Map<string, Promise<void>>()

  constructor(options: ProbeAttachmentsOptions) {
    this.#options = options
  }

  /** The networks that this node answers on. */
  all(): readonly ProbeAttachment[] {
    return [...this.#attached.values()]
  }

  /** Why networks have no attachment, in a sentence each. */
  faults(): ReadonlyMap<string, string> {
    return this.#faults
  }

  /** Nobody answers on it: its CHECK is due sooner. */
  suspect(network: string): void {
    const checked = this.#checkedMs.get(network)
    if (checked !== undefined)
      this.#checkedMs.set(network, Math.min(checked, this.#now() - checkMs + suspiciousMs))
  }

  /**
   * Has every network attached, and nothing else. Never throws. It ends when all that is under way has ended; whoever
   * does not wait for it calls it again, and what is still under way goes on.
   */
  async reconcile(networks: readonly string[]): Promise<void> {
    const { machine, prefix, stateDir } = this.#options
    const wanted = new Map(
      networks.map((network) => [probeSandbox(prefix, stateDir, network).namespace, network]),
    )
    const there = await machine.namespaces(ownPrefix(prefix, stateDir))
    const others = there.filter((namespace) => !wanted.has(namespace))
    for (const known of this.#known())
      if (!networks.includes(known) && !others.includes(known)) this.#forget(known)
    for (const namespace of others) this.#work(namespace, namespace, () => this.#remove(namespace))
    for (const [namespace, network] of wanted)
      if (this.#isLookDue(network)) this.#work(namespace, network, () => this.#attach(network))
    await Promise.all(this.#atWork.values())
  }

  /** Does it unless something is under way there, or has failed a moment ago. */
  #work(namespace: string, subject: string, task: () => Promise<void>): void {
    const backOff = this.#backOffs.get(subject) ?? new BackOff(retry)
    this.#backOffs.set(subject, backOff)
    if (this.#atWork.has(namespace) || !backOff.isDue(this.#now())) return
    const work = this.#lanes.run(() => this.#attempt(subject, backOff, task))
    const settled = work.finally(() => this.#atWork.delete(namespace))
    this.#atWork.set(namespace, settled)
  }

  async #attempt(subject: string, backOff: BackOff, task: () => Promise<void>): Promise<void> {
    try {
      await task()
      backOff.succeeded()
      this.#faults.delete(subject)
    } catch (error) {
      this.#attached.delete(subject)
      backOff.failed(this.#now())
      this.#fault(subject, messageOf(error))
    }
  }

  #isLookDue(network: string): boolean {
    return !this.#attached.has(network) || this.#isPast(this.#lookedMs, network, lookMs)
  }

  #isPast(times: ReadonlyMap<string, number>, network: string, afterMs: number): boolean {
    const at = times.get(network)
    return at === undefined || this.#now() - at >= afterMs
  }

  async #attach(network: string): Promise<void> {
    try {
      await this.#keepOrMake(network)
    } catch (error) {
      const line = `Cannot attach a probe to ${network}, which is tried again: ${messageOf(error)}`
      throw new Error(line, { cause: error })
    }
  }

  /** Keeps what is healthy; what is not is undone to its end before it is made anew. */
  async #keepOrMake(network: string): Promise<void> {
    const { machine, prefix, stateDir, logger } = this.#options
    if (!canBeAskedFor(network)) throw new Error(`no annotation can ask for a network of this name`)
    const sandbox = probeSandbox(prefix, stateDir, network)
    const { namespace } = sandbox
    const isThere = (await machine.namespaces(namespace)).includes(namespace)
    if (isThere && (await this.#isHealthy(sandbox))) {
      if (!this.#attached.has(network)) await machine.endProcesses(namespace)
    } else {
      this.#attached.delete(network)
      await this.#undo(namespace, network, isThere)
      await machine.makeNamespace(namespace)
      await this.#add(sandbox)
      this.#checkedMs.set(network, this.#now())
      logger.info(`Attached a probe to ${network} in namespace ${namespace}`)
    }
    const address = await machine.address(namespace)
    if (address === null) throw new Error('its interface has no address that others could reach')
    this.#attached.set(network, { ...sandbox, address })
    this.#lookedMs.set(network, this.#now())
  }

  /** By its address as long as that is the one known, and by CHECK now and then, or where the address is another. */
  async #isHealthy({ namespace, network }: ProbeSandbox): Promise<boolean> {
    const { machine } = this.#options
    const known = this.#attached.get(network)
    const isCheckDue = known === undefined || this.#isPast(this.#checkedMs, network, checkMs)
    if (!isCheckDue && (await machine.address(namespace)) === known.address) return true
    const isChecked = await machine.call('CHECK', namespace, network).then(
      () => true,
      () => false,
    )
    this.#checkedMs.set(network, this.#now())
    return isChecked && (await machine.address(namespace)) !== null
  }

  async #add({ namespace, network }: ProbeSandbox): Promise<void> {
    const { machine } = this.#options
    try {
      await machine.call('ADD', namespace, network)
    } catch (error) {
      await this.#undo(namespace, network, true).catch(() => undefined)
      throw error
    }
  }

  /** DEL succeeds for what was never made; only then the namespace goes, by whose name it would be tried again. */
  async #undo(namespace: string, network: string | null, isThere: boolean): Promise<void> {
    const { machine } = this.#options
    if (isThere) await machine.endProcesses(namespace)
    await machine.call('DEL', namespace, network)
    if (isThere) await machine.removeNamespace(namespace)
  }

  async #remove(namespace: string): Promise<void> {
    try {
      await this.#undo(namespace, null, true)
    } catch (error) {
      throw new Error(`Cannot remove the probe in namespace ${namespace}: ${messageOf(error)}`, {
        cause: error,
      })
    }
    this.#options.logger.info(`Removed the probe in namespace ${namespace}, which no network needs any more`)
  }

  #known(): readonly string[] {
    return [...new Set([...this.#attached.keys(), ...this.#backOffs.keys(), ...this.#faults.keys()])]
  }

  #forget(network: string): void {
    this.#attached.delete(network)
    this.#checkedMs.delete(network)
    this.#lookedMs.delete(network)
    this.#backOffs.delete(network)
    this.#faults.delete(network)
  }

  /** What fails in the same way again and again is said once. */
  #fault(subject: string, line: string): void {
    if (this.#faults.get(subject) !== line) this.#options.logger.warn(line)
    this.#faults.set(subject, line)
  }

  #now(): number {
    return this.#options.clock.monotonicMs()
  }
}
