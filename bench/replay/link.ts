/** Of a queue that is full: what a switch or a virtual device buffers at most. */
const mostMs = 20
/** From this share of its capacity on, a link is called congested. */
export const congestedFrom = 0.8

/** A network's link as it is, whoever knows. */
export class Link {
  readonly name: string
  readonly capacity: number
  readonly #emptyMs: number
  /** Pods that are attached. */
  pods = 0
  /** What is asked of it by pods and by others, in bits per second; it may be more than it carries. */
  podBits = 0
  otherBits = 0

  constructor(name: string, capacity: number, emptyMs: number) {
    this.name = name
    this.capacity = capacity
    this.#emptyMs = emptyMs
  }

  /** Asked for over capacity, with so much more on it. */
  use(moreBits = 0): number {
    return (this.podBits + this.otherBits + moreBits) / this.capacity
  }

  /** The share of packets that find no room. */
  lossAt(use: number): number {
    return use <= 1 ? 0 : 1 - 1 / use
  }

  /** There and back, in ms: the wait in a queue with one server (M/M/1) until its buffer is full. */
  latencyAt(use: number): number {
    return use >= 1 ? mostMs : Math.min(mostMs, this.#emptyMs / (1 - use))
  }
}

/** The links of a scenario, each with its own latency when it is empty. */
export function linksOf(capacities: readonly number[]): readonly Link[] {
  const emptyMs = [0.2, 0.25, 0.3, 0.3]
  return capacities.map(
    (capacity, index) =>
      new Link(`net-${String(index + 1)}`, capacity, emptyMs[index % emptyMs.length] ?? NaN),
  )
}
