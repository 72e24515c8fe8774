import { parseMetricLine } from '../../service-kit/parse-metric-line.ts'
import type { AgentFigures, NetworkFigures } from './agent-figures.ts'

/** Longer lines are none of ours: a network's name has 253 characters at most. */
const maxLineLength = 4_096
/** More networks than this no node has; an agent that shows them is not to fill our memory. */
const maxNetworks = 256
const maxNameLength = 253
const maxCount = 1e9

type Take = (figures: NetworkFigures, value: number) => void

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= maxCount
const flag = (value: number): boolean | undefined => (value === 0 || value === 1 ? value === 1 : undefined)

/** The few families that are summed up, and how each is taken; a value that makes no sense is left out. */
const families: ReadonlyMap<string, Take> = new Map<string, Take>([
  [
    'genie_network_score',
    (figures, value) => {
      if (value >= 0 && value <= 1) figures.score = value
    },
  ],
  [
    'genie_network_attachments',
    (figures, value) => {
      if (isCount(value)) figures.attachments = value
    },
  ],
  [
    'genie_network_addresses_used',
    (figures, value) => {
      if (isCount(value)) figures.addressesUsed = value
    },
  ],
  [
    'genie_network_addresses_total',
    (figures, value) => {
      if (isCount(value)) figures.addressesTotal = value
    },
  ],
  [
    'genie_network_best',
    (figures, value) => {
      const isBest = flag(value)
      if (isBest !== undefined) figures.isBest = isBest
    },
  ],
  [
    'genie_network_excluded',
    (figures, value) => {
      const isExcluded = flag(value)
      if (isExcluded !== undefined) figures.isExcluded = isExcluded
    },
  ],
])

/** The families that an agent's page is read for. */
export const readFamilies: readonly string[] = [...families.keys()]

/**
 * Reads an agent's page of metrics as it comes in, in pieces of any size, and keeps nothing of it but a few figures of
 * each network. Never throws: what it cannot read it passes over.
 */
export class AgentMetricsReader {
  readonly #networks = new Map<string, NetworkFigures>()
  #rest = ''
  #isSkipping = false

  push(text: string): void {
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.#add(text.slice(from, end))
      this.#endLine()
      from = end + 1
    }
    this.#add(text.slice(from))
  }

  /** All that was shown; the last line needs no end. */
  end(): AgentFigures {
    this.#endLine()
    return this.#networks
  }

  #add(part: string): void {
    if (this.#isSkipping) return
    if (this.#rest.length + part.length <= maxLineLength) this.#rest += part
    else {
      this.#rest = ''
      this.#isSkipping = true
    }
  }

  #endLine(): void {
    const line = this.#rest
    this.#rest = ''
    this.#isSkipping = false
    if (line.startsWith('genie_network_')) this.#takeLine(line.endsWith('\r') ? line.slice(0, -1) : line)
  }

  #takeLine(text: string): void {
    const line = parseMetricLine(text)
    const take = line === null ? undefined : families.get(line.name)
    const network = line?.labels.get('network') ?? ''
    if (line === null || take === undefined || network === '' || network.length > maxNameLength) return
    const known = this.#networks.get(network)
    if (known === undefined && this.#networks.size >= maxNetworks) return
    const figures = known ?? {}
    take(figures, line.value)
    this.#networks.set(network, figures)
  }
}
