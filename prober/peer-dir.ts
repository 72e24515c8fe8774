import { constants } from 'node:fs'
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProbeAddresses, ProbeNode } from '../domain/probe-exchange.ts'
import type { Clock } from '../service-kit/clock.ts'
import { parsePeer, printPeer } from './parse-peer.ts'
import type { PeerSource } from './peer-source.ts'

/** A node that has not written for so long is dead. */
const staleMs = 60_000
/** What stays the same is written anew this often. */
const renewMs = 20_000
/** A directory is for a lab or a few machines; a cluster has its API. */
const mostFiles = 1_000
const mostBytes = 65_536

/** Nodes learn each other's probe attachments from a directory that all of them see: `<node>.json` for each. */
export class PeerDir implements PeerSource {
  readonly #dir: string
  readonly #node: string
  readonly #clock: Clock
  #told = ''
  #toldMs = -Infinity

  constructor(dir: string, node: string, clock: Clock) {
    this.#dir = dir
    this.#node = node
    this.#clock = clock
  }

  async tell(addresses: ProbeAddresses): Promise<void> {
    const text = JSON.stringify(addresses)
    const nowMs = this.#clock.monotonicMs()
    if (text === this.#told && nowMs - this.#toldMs < renewMs) return
    await mkdir(this.#dir, { recursive: true, mode: 0o700 })
    const half = join(this.#dir, `.${this.#name}.${process.pid}`)
    await writeFile(half, printPeer({ node: this.#node, addresses, at: this.#clock.nowMs() }), {
      mode: 0o600,
    })
    await rename(half, join(this.#dir, this.#name))
    this.#told = text
    this.#toldMs = nowMs
  }

  async nodes(): Promise<readonly ProbeNode[]> {
    const names = await readdir(this.#dir).catch(() => [])
    const files = names.filter((name) => /^[^.].*\.json$/.test(name)).slice(0, mostFiles)
    const told = await Promise.all(files.map((name) => this.#read(name)))
    return told.filter((peer) => peer !== null)
  }

  /** Takes our own file away, so that nobody goes on probing us. */
  async [Symbol.asyncDispose](): Promise<void> {
    await rm(join(this.#dir, this.#name), { force: true })
  }

  get #name(): string {
    return `${encodeURIComponent(this.#node)}.json`
  }

  /** A file under another node's name is nobody's; links and pipes are not followed. */
  async #read(name: string): Promise<ProbeNode | null> {
    const peer = parsePeer(await readBounded(join(this.#dir, name)))
    if (peer === null || name !== `${encodeURIComponent(peer.node)}.json`) return null
    const ageMs = peer.at === null ? Infinity : Math.abs(this.#clock.nowMs() - peer.at)
    return ageMs <= staleMs ? { node: peer.node, addresses: peer.addresses } : null
  }
}

/** The text of a plain file; empty where it is none, or too long. */
async function readBounded(path: string): Promise<string> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const file = await open(path, flags).catch(() => null)
  if (file === null) return ''
  try {
    const { size } = await file.stat().then((stat) => (stat.isFile() ? stat : { size: Infinity }))
    return size <= mostBytes ? await file.readFile('utf8') : ''
  } catch {
    return ''
  } finally {
    await file.close()
  }
}
