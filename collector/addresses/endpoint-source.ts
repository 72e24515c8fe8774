import type { HttpSource } from '../http/http-source.ts'
import { KeptAnswer } from '../sources/kept-answer.ts'
import type { FigureSource, SourceAnswer, SourceView } from '../sources/figure-source.ts'
import type { EndpointAnswer, EndpointReader } from './endpoint-reader.ts'
import { sourceAnswerOf } from './source-answer-of.ts'

/** A server on this node answers from memory; one of the cluster may have to sum up. */
const limitMs = 3_000

/** Addresses that a server tells of; it is asked only while a network of its CNI is there. */
export class EndpointSource<T> implements FigureSource {
  readonly kind = 'addresses'
  readonly limitMs = limitMs
  readonly #reader: EndpointReader<T>
  readonly #server: HttpSource
  readonly #kept: KeptAnswer<EndpointAnswer<T> & { readonly toldAt: number }>

  constructor(reader: EndpointReader<T>, server: HttpSource) {
    this.#reader = reader
    this.#server = server
    this.#kept = new KeptAnswer(() => reader.everyMs)
  }

  get name(): string {
    return this.#reader.name
  }

  async read({ at, networks }: SourceView, signal: AbortSignal): Promise<SourceAnswer> {
    const own = networks.filter((network) => this.#reader.isOf(network))
    if (own.length === 0) return { figures: new Map(), dropped: {} }
    const { answer, isNew } = await this.#kept.at(at, async () => ({
      ...(await this.#reader.ask(this.#server, signal)),
      toldAt: at,
    }))
    const counts = own.map(
      (network) => [network.name, this.#reader.count(network, answer.told, answer.toldAt)] as const,
    )
    return sourceAnswerOf(new Map(counts), isNew ? answer.dropped : {})
  }

  async close(): Promise<void> {
    this.#server.close()
    return Promise.resolve()
  }
}
