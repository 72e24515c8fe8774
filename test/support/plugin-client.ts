import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { AgentFrame, PluginFrame } from '../../domain/plan-protocol.ts'

/** The plugin's end of a connection to the agent. */
export class PluginClient implements Disposable {
  readonly socket: Socket
  readonly #lines: AsyncIterator<string>

  private constructor(socket: Socket) {
    this.socket = socket
    this.#lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  }

  static async connect(path: string): Promise<PluginClient> {
    const socket = connect(path).on('error', () => undefined)
    await once(socket, 'connect')
    return new PluginClient(socket)
  }

  send(frame: PluginFrame): void {
    this.socket.write(`1${JSON.stringify(frame)}\n`)
  }

  /** What the agent says next; null if it has ended the connection, in order or not. */
  async answer(): Promise<AgentFrame | null> {
    const line = await this.#lines.next().catch(() => null)
    return line === null || line.done === true ? null : (JSON.parse(line.value.slice(1)) as AgentFrame)
  }

  async ask(frame: PluginFrame): Promise<AgentFrame | null> {
    this.send(frame)
    return this.answer()
  }

  [Symbol.dispose](): void {
    this.socket.destroy()
  }
}
