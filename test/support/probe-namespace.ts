import { execFileSync } from 'node:child_process'
import { worksHere } from './works-here.ts'

/** Why there are no network namespaces for tests on this machine, or undefined. */
export const noNamespaces =
  worksHere('unshare', ['--mount', '--net', 'ip', 'link', 'set', 'lo', 'up']) && worksHere('nsenter', ['-V'])
    ? undefined
    : '(skipped: it takes root, iproute2 and nsenter)'

let count = 0

/** A network namespace of its own for one test, gone at the end of the test. */
export class ProbeNamespace implements Disposable {
  readonly name: string
  readonly path: string

  constructor() {
    this.name = `genie-probe-${process.pid}-${++count}`
    this.path = `/run/netns/${this.name}`
    execFileSync('ip', ['netns', 'add', this.name])
  }

  /** The output of ip(8), whose arguments are words of one text. */
  ip(args: string): string {
    return execFileSync('ip', ['-netns', this.name, ...args.split(' ')], { encoding: 'utf8' })
  }

  /** Both families as ip(8) tells them with all details. */
  defaultRoutes(): string[] {
    return ['-4', '-6'].map((family) => this.ip(`${family} -details route show default`))
  }

  /** An interface that is up, has an address of each family, and whose other end is there too. */
  addInterface(name: string, addresses: readonly string[]): void {
    this.ip(`link add ${name} type veth peer name peer-${name}`)
    this.ip(`link set peer-${name} up`)
    this.ip(`link set ${name} up`)
    for (const address of addresses)
      this.ip(`address add ${address} dev ${name}${address.includes(':') ? ' nodad' : ''}`)
  }

  [Symbol.dispose](): void {
    execFileSync('ip', ['netns', 'delete', this.name])
  }
}
