import { counterOf, InterfaceSheet, type CountedInterfaces } from '../counted-interfaces.ts'
import type { Counters } from '../rate-between.ts'
import { sandboxOfPath } from '../sandbox-of-path.ts'
import { parseNetworkLine } from './parse-network-line.ts'

/** An interface whose counters arrive line by line. */
interface Growing {
  readonly sandbox: string
  readonly interface: string
  countedMs: number
  readonly counters: Record<keyof Counters, bigint | null>
}

/** Series of interfaces that are kept at most; a node has far fewer that anybody asks for. */
const maxInterfaces = 4_096

/** Picks the wanted counters out of a metrics page, line by line, and keeps nothing else of it. */
export class NetworkSeries {
  readonly #sandboxes: ReadonlySet<string>
  readonly #nowMs: number
  readonly #found = new Map<string, Growing>()
  readonly #sheet = new InterfaceSheet()
  /** Whether any line was of a network at all. */
  isTold = false

  /** `sandboxes` are the containers whose interfaces are wanted besides the node's; `nowMs` stands in for a lost time. */
  constructor(sandboxes: ReadonlySet<string>, nowMs: number) {
    this.#sandboxes = sandboxes
    this.#nowMs = nowMs
  }

  take(text: string): void {
    const line = parseNetworkLine(text)
    if (line === null) return
    if (line === 'malformed') {
      this.#sheet.drop('malformed')
      return
    }
    this.isTold = true
    const sandbox = sandboxOfPath(line.id)
    if (line.id !== '/' && !this.#sandboxes.has(sandbox)) return
    const value = counterOf(line.value)
    if (value === null) {
      this.#sheet.drop('out-of-range')
      return
    }
    const one = this.#at(line.id === '/' ? '' : sandbox, line.interface)
    if (one === null) {
      this.#sheet.drop('too-many')
      return
    }
    one.counters[line.counter] = value
    one.countedMs = line.countedMs ?? this.#nowMs
  }

  /** All that was taken; interfaces without bytes either way are left out. */
  end(): CountedInterfaces {
    for (const { sandbox, interface: name, countedMs, counters } of this.#found.values()) {
      const { rxBytes, txBytes, ...rest } = counters
      if (rxBytes === null || txBytes === null) continue
      const counted = { countedMs, epoch: sandbox, counters: { rxBytes, txBytes, ...rest } }
      this.#sheet.add(sandbox === '' ? null : sandbox, name, counted)
    }
    return this.#sheet
  }

  #at(sandbox: string, device: string): Growing | null {
    const key = `${sandbox}@${device}`
    const known = this.#found.get(key)
    if (known !== undefined) return known
    if (this.#found.size >= maxInterfaces) return null
    const counters = {
      rxBytes: null,
      txBytes: null,
      rxPackets: null,
      txPackets: null,
      rxDropped: null,
      txDropped: null,
    }
    const made: Growing = { sandbox, interface: device, countedMs: this.#nowMs, counters }
    this.#found.set(key, made)
    return made
  }
}
