import type { HttpSource } from '../http/http-source.ts'
import { parseVector, type Vector } from './parse-vector.ts'

/** A Prometheus, or what speaks as one does (Thanos, Mimir, VictoriaMetrics). */
export interface Prometheus {
  /**
   * What a PromQL expression is worth now.
   * @throws {SourceFault} if nobody answers, Prometheus refuses, or the answer is no vector
   */
  query(expression: string, signal: AbortSignal): Promise<Vector>
  close(): void
}

/** More series than this make no figure of a node's networks, but cost memory to read. */
const maxSeries = 20_000
const maxBytes = 8 * 1_048_576

/** Asks by GET: our expressions are short, and a GET is what read-only proxies in front of Prometheus let through. */
export function prometheusOver(http: HttpSource): Prometheus {
  return {
    async query(expression, signal) {
      const path = `/api/v1/query?query=${encodeURIComponent(expression)}`
      const body = await http.text(path, { accept: ['application/json'], maxBytes, signal })
      return parseVector(body, maxSeries)
    },
    close: () => http.close(),
  }
}
