import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { outsideAddress } from './lab-networks.ts'

const Measured = Type.Object({
  end: Type.Object({ sum_received: Type.Object({ bits_per_second: Type.Number() }) }),
})

/** A stream from a pod to the outside, bounded in rate and time. */
export interface FlowRequest {
  /** The pod's namespace. */
  readonly from: string
  readonly bitsPerSecond: number
  readonly seconds: number
}

/** Real TCP traffic by iperf3, out of the pods and through whatever the networks put in between. */
export class Traffic {
  readonly #fabric: string
  readonly #env: NodeJS.ProcessEnv
  readonly #running = new Map<ChildProcess, string>()
  /** A server takes one client at a time: each flow has a port of its own. */
  #port = 5200

  constructor(fabric: string, env: NodeJS.ProcessEnv) {
    this.#fabric = fabric
    this.#env = env
  }

  /**
   * Starts a flow, with a server of its own outside. Gives a way to wait for its end: the rate that arrived, in bits
   * per second, or null if it was stopped before.
   */
  async start({ from, bitsPerSecond, seconds }: FlowRequest): Promise<() => Promise<number | null>> {
    const port = String(++this.#port)
    await this.#listen(port, from)
    const client = this.#spawn(from, from, [
      ...['--client', outsideAddress, '--port', port, '--json'],
      ...['--bitrate', String(Math.round(bitsPerSecond)), '--time', String(seconds)],
    ])
    const output = Promise.all([text(client.stdout), once(client, 'close')])
    return async () => {
      const [json] = await output
      if (client.signalCode !== null) return null
      if (client.exitCode !== 0)
        throw new Error(`Cannot send traffic from ${from}: iperf3 said ${json.trim()}`)
      return Value.Parse(Measured, JSON.parse(json)).end.sum_received.bits_per_second
    }
  }

  /** Ends all flows, or those of one pod's namespace, and waits until their processes are gone. */
  async stop(from?: string): Promise<void> {
    const children = [...this.#running].filter(([, flow]) => from === undefined || flow === from)
    const ends = children.map(async ([child]) => {
      const closed = once(child, 'close')
      child.kill('SIGTERM')
      await closed
    })
    await Promise.all(ends)
  }

  /** The server ends after one client. */
  async #listen(port: string, flow: string): Promise<void> {
    const server = this.#spawn(this.#fabric, flow, [
      ...['--server', '--one-off', '--forceflush', '--bind', outsideAddress, '--port', port],
    ])
    for await (const line of createInterface(server.stdout)) if (line.startsWith('Server listening')) break
    server.stdout.resume()
  }

  #spawn(namespace: string, flow: string, args: readonly string[]) {
    const child = spawn('ip', ['netns', 'exec', namespace, 'iperf3', ...args], {
      env: this.#env,
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    this.#running.set(child, flow)
    child.once('close', () => this.#running.delete(child))
    return child
  }
}
