import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import Value from 'typebox/value'
import { ProbeAnswer, type ProbeRequest, type ProbeResult } from '../../domain/probe-protocol.ts'

type Audit = Extract<ProbeAnswer, { sentBytes: number }>

/** How it ended, and what it said on standard error. */
export interface GenieProbeEnd {
  readonly status: number | null
  readonly signal: string | null
  readonly stderr: string
}

/** A running `genie-probe`, and its protocol. Whatever it answers is checked against the schema. */
export class GenieProbe {
  readonly child: ChildProcess
  readonly ended: Promise<GenieProbeEnd>
  readonly #waiting = new Map<number, (answer: ProbeAnswer) => void>()
  /** Those that belong to no request. */
  readonly errors: string[] = []
  #lastId = 0

  constructor(child: ChildProcess) {
    this.child = child
    let stderr = ''
    child.stderr?.on('data', (data: Buffer) => (stderr += data.toString()))
    child.stdin?.on('error', () => undefined)
    this.ended = once(child, 'close').then(([status, signal]) => ({
      status: status as number | null,
      signal: signal as string | null,
      stderr,
    }))
    if (child.stdout) createInterface(child.stdout).on('line', (line) => this.#take(line))
  }

  #take(line: string): void {
    const answer = Value.Parse(ProbeAnswer, JSON.parse(line))
    const waiting = this.#waiting.get(answer.id)
    if (waiting) waiting(answer)
    else if ('error' in answer) this.errors.push(answer.error)
  }

  write(text: string): void {
    this.child.stdin?.write(text)
  }

  /** Throws if it ends without an answer. */
  async ask(request: DistributiveOmit<ProbeRequest, 'id'>): Promise<ProbeAnswer> {
    const id = ++this.#lastId
    const answered = new Promise<ProbeAnswer>((resolve) => this.#waiting.set(id, resolve))
    this.write(`${JSON.stringify({ id, ...request })}\n`)
    const early = this.ended.then((end) => {
      throw new Error(`genie-probe has ended: ${JSON.stringify(end)}`)
    })
    return await Promise.race([answered, early])
  }

  /** Probes peers by their addresses, which are their names. */
  async probe(addresses: readonly string[], options: object = {}): Promise<ProbeResult[]> {
    const peers = addresses.map((address) => ({ node: address, address }))
    const limits = { packets: 5, spreadMs: 50, timeoutMs: 2000, ...options }
    const answer = await this.ask({ do: 'probe', peers, ...limits })
    if (!('results' in answer)) throw new Error(JSON.stringify(answer))
    return answer.results
  }

  async audit(address: string, bitsPerSecond: number, durationMs: number): Promise<Audit> {
    const peer = { node: address, address }
    const answer = await this.ask({ do: 'audit', peer, bitsPerSecond, durationMs })
    if (!('sentBytes' in answer)) throw new Error(JSON.stringify(answer))
    return answer
  }

  /** Bytes of memory that it holds. */
  residentBytes(): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024
  }

  /** Of processor time, its own and the kernel's for it. */
  usedMs(): number {
    const fields = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10
  }

  /** Ends it as its parent does, and says how that went. */
  async end(): Promise<GenieProbeEnd> {
    this.child.stdin?.end()
    return await this.ended
  }
}

type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never
