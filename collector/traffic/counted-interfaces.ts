import type { Dropped } from '../sources/dropped.ts'
import type { FaultReason } from '../sources/source-fault.ts'
import { isInterfaceName } from './interface-name.ts'
import type { Counters } from './rate-between.ts'

/** Counters of one interface as somebody else has counted them. */
export interface CountedInterface {
  /** Unix time in ms, by the clock of whoever counted. */
  readonly countedMs: number
  /** Another one is another interface of the same name. */
  readonly epoch: string
  readonly counters: Counters
}

/** What somebody else has counted on this node, by interface; what makes no sense is left out and counted. */
export interface CountedInterfaces {
  /** The node's own interfaces. */
  readonly host: ReadonlyMap<string, CountedInterface>
  /** Interfaces inside pods, by `interfaceKey`. */
  readonly pods: ReadonlyMap<string, CountedInterface>
  readonly dropped: Dropped
}

/** One interface of one sandbox: `sandbox` is whatever the source knows it by, a pod's UID or a container's ID. */
export function interfaceKey(sandbox: string, ifname: string): string {
  return `${sandbox}@${ifname}`
}

/** More interfaces than a node has are a fault; so much is kept of them. */
const maxInterfaces = 4_096

/** Collects what a parser finds, with its limits, and counts what it has to leave out. */
export class InterfaceSheet implements CountedInterfaces {
  readonly host = new Map<string, CountedInterface>()
  readonly pods = new Map<string, CountedInterface>()
  readonly dropped: Partial<Record<FaultReason, number>> = {}

  drop(reason: FaultReason, count = 1): void {
    this.dropped[reason] = (this.dropped[reason] ?? 0) + count
  }

  /** Notes an interface of the host (`sandbox` null) or of a pod. */
  add(sandbox: string | null, ifname: string, counted: CountedInterface): void {
    if (!isInterfaceName(ifname)) {
      this.drop('malformed')
      return
    }
    if (this.host.size + this.pods.size >= maxInterfaces) {
      this.drop('too-many')
      return
    }
    if (sandbox === null) this.host.set(ifname, counted)
    else this.pods.set(interfaceKey(sandbox, ifname), counted)
  }
}

/** A counter as JSON or a metrics page has it; null for what no counter of 64 bits can be. */
export function counterOf(value: number): bigint | null {
  // Beyond 2^53 a number is a few hundred bytes off, which no rate shows.
  return Number.isFinite(value) && value >= 0 && value < 2 ** 64 ? BigInt(Math.round(value)) : null
}
