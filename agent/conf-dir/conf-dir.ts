import { readdirSync, readFileSync, statSync, watch, type FSWatcher } from 'node:fs'
import { join } from 'node:path'
import type { ConfiguredNetwork } from '../../domain/configured-network.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { confDirContent } from '../../pod-networks/conf-dir-content.ts'
import { isConfFile, maxConfFileBytes, readNetwork, type ConfFile } from '../../pod-networks/read-network.ts'

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
  /** Whether plugins stand in files below the conf dir, of which its watch does not tell. */
  #hasPluginFiles = false
  #networks: readonly ConfiguredNetwork[] = []
  #ownNames: ReadonlySet<string> = new Set()
  #faults: readonly string[] = []
  #told = ''
  readonly #ignored = new Set<string>()

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
      this.#hasPluginFiles = false
      this.#read()
      // What neither the watch nor the directory's time would tell of is read every time.
      this.#changed = this.#watcher === undefined || this.#hasPluginFiles
    } catch (error) {
      this.#forget(`Cannot read any network from ${this.#path}: ${messageOf(error)}`)
    }
  }

  #read(): void {
    const paths = readdirSync(this.#path)
      .filter(isConfFile)
      .sort()
      .map((file) => join(this.#path, file))
    const files = paths.map((path) => this.#readFile(path))
    for (const [index, file] of files.entries())
      if (file.kind === 'own') this.#tellIgnored(paths[index] ?? '', file.ignored)
    const { networks, ownNames, faults } = confDirContent(files)
    for (const fault of faults) if (!this.#faults.includes(fault)) this.#logger.warn(fault)
    this.#faults = faults
    this.#ownNames = ownNames
    this.#networks = networks
  }

  #readFile(path: string): ConfFile {
    try {
      if (statSync(path).size > maxConfFileBytes)
        return { kind: 'fault', message: `Cannot use ${path} as it is larger than ${maxConfFileBytes} bytes` }
      return readNetwork(path, readFileSync(path, 'utf8'), (network) => this.#pluginFiles(network))
    } catch (error) {
      return {
        kind: 'fault',
        message: `Cannot read ${path}: ${messageOf(error)}`,
      }
    }
  }

  /** The plugins of a network that stand in files of their own (`loadOnlyInlinedPlugins`, CNI 1.1). */
  #pluginFiles(network: string): readonly string[] {
    const directory = join(this.#path, network)
    if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return []
    this.#hasPluginFiles = true
    const files = readdirSync(directory).filter((file) => file.endsWith('.conf'))
    return files.sort().map((file) => readFileSync(join(directory, file), 'utf8'))
  }

  /** Members that have no effect are said once: whoever comes from CNI-Genie may have them in the conf for ever. */
  #tellIgnored(path: string, members: readonly string[]): void {
    const line = `Passing over ${members.join(', ')} in ${path}: nothing here needs it`
    if (members.length > 0 && !this.#ignored.has(line)) this.#logger.info(line)
    this.#ignored.add(line)
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
