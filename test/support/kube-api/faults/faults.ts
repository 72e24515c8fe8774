import type { RequestInfo } from '../http/request-info.ts'
import type { Fault } from './fault.ts'

/** Which requests a fault is for; what is left out holds for all. */
export interface FaultRule {
  readonly verb?: string | readonly string[]
  readonly resource?: string
  /** A text that the path contains, or a pattern. */
  readonly path?: string | RegExp
  /** So many of them are let through first. */
  readonly after?: number
  /** So many are hit; all, if left out. */
  readonly times?: number
  readonly fault: Fault
}

interface Armed {
  readonly rule: FaultRule
  seen: number
}

/** The faults that a test has asked for. */
export class Faults {
  #armed: Armed[] = []

  /** Gives back what takes it away again. */
  add(rule: FaultRule): () => void {
    const armed = { rule, seen: 0 }
    this.#armed.push(armed)
    return () => void (this.#armed = this.#armed.filter((each) => each !== armed))
  }

  clear(): void {
    this.#armed = []
  }

  /** The fault for a request, if there is one; counts it. */
  take(info: RequestInfo): Fault | undefined {
    for (const armed of this.#armed) {
      if (!isMeant(armed.rule, info)) continue
      armed.seen += 1
      const nth = armed.seen - (armed.rule.after ?? 0)
      if (nth >= 1 && nth <= (armed.rule.times ?? Infinity)) return armed.rule.fault
    }
    return undefined
  }
}

function isMeant({ verb, resource, path }: FaultRule, info: RequestInfo): boolean {
  const verbs = typeof verb === 'string' ? [verb] : verb
  if (verbs !== undefined && !verbs.includes(info.verb)) return false
  if (resource !== undefined && info.resource !== resource) return false
  if (path === undefined) return true
  return typeof path === 'string' ? info.path.includes(path) : path.test(info.path)
}
