import { isAtLeast, supportedVersions } from '../../cni/versions.ts'
import type { ConfiguredNetwork } from '../../domain/configured-network.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { runPlugin } from '../sweep/run-plugin.ts'
import { notReadyIn } from './not-ready-in.ts'

/** What is asked, and how. */
export interface StatusWatchOptions {
  /** The plugin's executable. */
  readonly plugin: string
  /** Its environment beside CNI_COMMAND: CNI_PATH and PATH. */
  readonly env: Readonly<Record<string, string>>
  /** Member `genie` of its conf. */
  readonly genie: { readonly socket: string; readonly stateDir: string; readonly confDir: string }
  readonly networks: () => readonly ConfiguredNetwork[]
  readonly clock: Clock
  readonly logger: Logger
}

interface NotReady {
  readonly why: string
  readonly atMs: number
}

/** The plugin gives all delegates of a network 2.5 s. */
const limitMs = 6_000
/** What nobody has heard again for so long does not count any more. */
const believedMs = 60_000
/** What a plugin's `default_plugin` can say. */
const canBeNamed = /^[\w.-]+$/

/**
 * What the delegates of each network say of themselves by STATUS, which CNI has since 1.1: our own plugin asks them, as
 * it does for a runtime. Nothing waits for it; a plugin that does not answer, or does not know STATUS, is taken to be
 * ready.
 */
export class StatusWatch {
  readonly #options: StatusWatchOptions
  readonly #notReady = new Map<string, NotReady>()
  readonly #stop = new AbortController()
  #underWay: Promise<void> | null = null

  constructor(options: StatusWatchOptions) {
    this.#options = options
  }

  /** Why the network can take nobody, in a sentence; undefined if it can, as far as is known. */
  notReady(network: string): string | undefined {
    const known = this.#notReady.get(network)
    if (known === undefined) return undefined
    return this.#options.clock.monotonicMs() - known.atMs > believedMs ? undefined : known.why
  }

  /** Asks one network after the other, or waits for the asking that is under way. Never throws. */
  refresh(): Promise<void> {
    return (this.#underWay ??= this.#askAll().finally(() => {
      this.#underWay = null
    }))
  }

  /** Nobody is asked any more; who is being asked is ended, and waited for. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#underWay
  }

  async #askAll(): Promise<void> {
    for (const network of this.#options.networks()) {
      if (this.#stop.signal.aborted) return
      if (knowsStatus(network)) await this.#ask(network)
    }
  }

  async #ask({ name, fileName }: ConfiguredNetwork): Promise<void> {
    const { plugin, env, genie, clock } = this.#options
    const conf = { cniVersion: '1.1.0', name: 'genie-status', type: 'genie', default_plugin: fileName, genie }
    const call = { ...env, CNI_COMMAND: 'STATUS' }
    const { stdout, fault } = await runPlugin(plugin, call, JSON.stringify(conf), limitMs, this.#stop.signal)
    const why = fault === null ? undefined : notReadyIn(stdout)
    this.#tell(name, why)
    if (why === undefined) this.#notReady.delete(name)
    else this.#notReady.set(name, { why, atMs: clock.monotonicMs() })
  }

  /** What changes is told, once. */
  #tell(name: string, why: string | undefined): void {
    const before = this.#notReady.get(name)?.why
    if (before === why) return
    if (why === undefined) this.#options.logger.info(`Network ${name} is ready again`)
    else this.#options.logger.warn(`Nobody is put on network ${name} by choice until it is ready: ${why}`)
  }
}

function knowsStatus({ cniVersion, fileName }: ConfiguredNetwork): boolean {
  const version = supportedVersions.find((each) => each === cniVersion)
  return version !== undefined && isAtLeast(version, '1.1.0') && canBeNamed.test(fileName)
}
