import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../service-kit/clock.ts'
import type { IpAddress } from './ip-address.ts'
import { readLeases } from './read-leases.ts'

interface Read {
  readonly stamp: number
  readonly leases: readonly IpAddress[]
}

/** A node has fewer networks by far; those that are gone are forgotten some time. */
const mostDirectories = 256

/** A directory that was changed so shortly before it was read may have been changed again within the same tick. */
const settledMs = 2_000

/** What host-local has given out, by directory: listed again only when something came or went. */
export class LeaseReader {
  readonly #usualDir: string
  readonly #clock: Pick<Clock, 'nowMs'>
  readonly #read = new Map<string, Read>()

  /** `usualDir` is where host-local notes addresses unless a conf says otherwise. */
  constructor(usualDir: string, clock: Pick<Clock, 'nowMs'>) {
    this.#usualDir = usualDir
    this.#clock = clock
  }

  /** @throws {Error} if the directory is there and cannot be listed */
  async of(network: string, dataDir: string | null): Promise<readonly IpAddress[]> {
    const root = dataDir ?? this.#usualDir
    const directory = join(root, network)
    const stamp = await stampOf(directory)
    const before = this.#read.get(directory)
    if (stamp !== null && before?.stamp === stamp) return before.leases
    const leases = await readLeases(root, network)
    this.#read.delete(directory)
    if (stamp !== null && this.#clock.nowMs() - stamp > settledMs)
      this.#read.set(directory, { stamp, leases })
    const [oldest] = this.#read.keys()
    if (oldest !== undefined && this.#read.size > mostDirectories) this.#read.delete(oldest)
    return leases
  }
}

async function stampOf(directory: string): Promise<number | null> {
  try {
    return (await stat(directory)).mtimeMs
  } catch {
    return null
  }
}
