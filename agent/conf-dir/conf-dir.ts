import { readdirSync, readFileSync, statSync, watch, type FSWatcher } from 'node:fs'
import { join } from 'node:path'
import type { ConfiguredNetwork } from '../../domain/configured-network.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { readNetwork } from '../../pod-networks/read-network.ts'

const extensions = ['.conf', '.conflist', '.json']
/** Larger files are nobody's network configuration. */
const maxFileBytes = 1_048_576

/**
 * The networks of the CNI conf dir, in lexical order of their files. It is read again when the watch reports a change,
 * and when the directory's own time has moved, so that a conf that was just put there counts for the very next pod.
 */
export class ConfDir implements Disposable {
  readonly #path: string
  readonly #logger: Logger
  #watcher: FSWatcher | undefined
  #stamp = -1
  #changed = true
  #networks: readonly ConfiguredNetwork[] = []
  #ownNames: ReadonlySet<string> = new Set()
  #faults: readonly string[] = []
  #told = ''

  constructor(path: string, logger: Logger) {
    this.#path = path
    this.#logger = logger
  }

  /** All valid networks; of several with one name the first file's. Ours is not among them. */
  networks(): readonly ConfiguredNetwork[] {
    this.#refresh()
    return this.#networks
  }

  /** Whether that is what our own conf is called, by file or by name; letter case does not count. */
  isOwn(name: string): boolean {
    this.#refresh()
    return this.#ownNames.has(name.toLowerCase())
  }

  /** One sentence for every file that cannot be used. */
  faults(): readonly string[] {
    this.#refresh()
    return this.#faults
  }

  [Symbol.dispose](): void {
    this.#watcher?.close()
  }

  #refresh(): void {
    try {
      const stamp = statSync(this.#path).mtimeMs
      this.#watch()
      if (stamp === this.#stamp && !this.#changed) return
      this.#stamp = stamp
      // Without a watch an edit in place would go unseen, so everything is read every time.
      this.#changed = this.#watcher === undefined
      this.#read()
    } catch (error) {
      this.#forget(`Cannot read any network from ${this.#path}: ${messageOf(error)}`)
    }
  }

  #read(): void {
    const files = readdirSync(this.#path).filter((file) =>
      extensions.some((extension) => file.endsWith(extension)),
    )
    const byName = new Map<string, ConfiguredNetwork>()
    const ownNames = new Set<string>()
    const faults: string[] = []
    for (const path of files.sort().map((file) => join(this.#path, file))) {
      const read = this.#readFile(path)
      if (read.kind === 'fault') faults.push(read.message)
      if (read.kind === 'own') for (const name of read.names) ownNames.add(name.toLowerCase())
      if (read.kind === 'network' && !byName.has(read.network.name))
        byName.set(read.network.name, read.network)
    }
    for (const fault of faults) if (!this.#faults.includes(fault)) this.#logger.warn(fault)
    this.#faults = faults
    this.#ownNames = ownNames
    this.#networks = [...byName.values()]
  }

  #readFile(path: string): ReturnType<typeof readNetwork> {
    try {
      if (statSync(path).size > maxFileBytes)
        return { kind: 'fault', message: `Cannot use ${path} as it is larger than ${maxFileBytes} bytes` }
      return readNetwork(path, readFileSync(path, 'utf8'))
    } catch (error) {
      return {
        kind: 'fault',
        message: `Cannot read ${path}: ${messageOf(error)}`,
      }
    }
  }

  /** A node that is out of watches (inotify) still gets its networks. */
  #watch(): void {
    if (this.#watcher !== undefined) return
    const lost = () => {
      this.#watcher?.close()
      this.#watcher = undefined
      this.#changed = true
    }
    try {
      this.#watcher = watch(this.#path, { persistent: false }, (_event, file) => {
        this.#changed = true
        if (file === null) lost()
      }).on('error', lost)
    } catch (error) {
      this.#tell(`Cannot watch ${this.#path}, so it is read for every pod: ${messageOf(error)}`)
    }
  }

  #forget(fault: string): void {
    this.#watcher?.close()
    this.#watcher = undefined
    this.#stamp = -1
    this.#changed = true
    this.#networks = []
    this.#tell(fault)
    this.#faults = [fault]
  }

  /** Says a fault once, not for every pod. */
  #tell(fault: string): void {
    if (fault !== this.#told) this.#logger.warn(fault)
    this.#told = fault
  }
}
