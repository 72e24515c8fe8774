import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { clearLeftNamespaces } from './clear-left-namespaces.ts'
import { GenieProbe } from './genie-probe.ts'

/** The two nodes of a network, and what they are called. */
export type NodeName = 'a' | 'b'

const execute = promisify(execFile)
const client = join(import.meta.dirname, 'namespace-client.ts')
let count = 0

/** Two network namespaces with a cable between them, each with an address of both families; gone at the end of the test. */
export class ProbeNetwork implements AsyncDisposable {
  readonly addresses = { a: '10.83.0.1', b: '10.83.0.2' }
  readonly v6 = { a: 'fd83::1', b: 'fd83::2' }
  readonly #names: Readonly<Record<NodeName, string>>
  readonly #children: ChildProcess[] = []

  constructor() {
    if (count === 0) clearLeftNamespaces('genie-net')
    const name = `genie-net-${process.pid}-${++count}`
    this.#names = { a: `${name}-a`, b: `${name}-b` }
    for (const each of Object.values(this.#names)) execFileSync('ip', ['netns', 'add', each])
    this.run('a', `ip link add eth0 type veth peer name eth0 netns ${this.#names.b}`)
    for (const node of ['a', 'b'] as const) {
      for (const link of ['lo', 'eth0']) this.run(node, `ip link set ${link} up`)
      this.run(node, `ip address add ${this.addresses[node]}/16 dev eth0`)
      this.run(node, `ip address add ${this.v6[node]}/64 dev eth0 nodad`)
    }
  }

  /** The output of a program in a node's namespace. */
  run(node: NodeName, command: string): string {
    return execFileSync('ip', ['netns', 'exec', this.#names[node], ...command.split(' ')], {
      encoding: 'utf8',
    })
  }

  /** Rules of nftables for a node. */
  filter(node: NodeName, rules: string): void {
    execFileSync('ip', ['netns', 'exec', this.#names[node], 'nft', '-f', '-'], { input: rules })
  }

  start(node: NodeName, executable: string): GenieProbe {
    return new GenieProbe(this.spawn(node, [executable]))
  }

  /** What `namespace-client.ts` does and finds in a node's namespace. */
  async act(node: NodeName, action: string, ...args: unknown[]): Promise<unknown> {
    const words = ['netns', 'exec', this.#names[node], process.execPath, client, action, JSON.stringify(args)]
    return JSON.parse((await execute('ip', words, { maxBuffer: 64e6 })).stdout) as unknown
  }

  /** The same without an end: it has begun when it has said so. */
  async begin(node: NodeName, action: string, ...args: unknown[]): Promise<ChildProcess> {
    const child = this.spawn(node, [process.execPath, client, action, JSON.stringify(args)])
    await new Promise((begun) => child.stdout?.once('data', begun))
    return child
  }

  spawn(node: NodeName, command: readonly string[]): ChildProcess {
    const child = spawn('ip', ['netns', 'exec', this.#names[node], ...command])
    this.#children.push(child)
    return child
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const running = this.#children.filter(
      ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
    )
    await Promise.all(
      running.map((child) => new Promise((ended) => child.once('close', ended).kill('SIGKILL'))),
    )
    for (const each of Object.values(this.#names)) execFileSync('ip', ['netns', 'delete', each])
  }
}
