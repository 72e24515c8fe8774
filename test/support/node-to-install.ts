import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NodeReport } from '../../installer/node-report.ts'
import { runInstaller } from '../../installer/run-installer.ts'

/** What the installer answered. */
export interface InstallerOutcome {
  readonly status: number
  readonly report: NodeReport | null
  readonly err: readonly string[]
}

/** The directories of a node on which nothing of ours is, and one network. */
export class NodeToInstall implements Disposable {
  readonly #root = mkdtempSync(join(tmpdir(), 'genie-installer-'))

  constructor() {
    for (const name of ['bin', 'net.d']) mkdirSync(this.at(name))
    const weave = { cniVersion: '1.0.0', name: 'weave', type: 'weave-net' }
    writeFileSync(this.at('net.d', '10-weave.conf'), JSON.stringify(weave))
  }

  /** A path on the node. */
  at(...names: readonly string[]): string {
    return join(this.#root, ...names)
  }

  /** A file of the conf dir. */
  confFile(name: string): string {
    return readFileSync(this.at('net.d', name), 'utf8')
  }

  /** The installer's settings for this node. */
  get env(): Readonly<Record<string, string>> {
    return {
      GENIE_BIN_DIR: this.at('bin'),
      GENIE_CONF_DIR: this.at('net.d'),
      GENIE_STATE_DIR: this.at('genie-state'),
      GENIE_DATA_DIR: this.at('genie-data'),
      GENIE_SOCKET: this.at('agent.sock'),
      GENIE_SETTLE_MS: '0',
    }
  }

  /** Has the installer act. */
  async run(act: string, settings: Readonly<Record<string, string>> = {}): Promise<InstallerOutcome> {
    const [out, err] = [[] as string[], [] as string[]]
    const sinks = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) }
    const status = await runInstaller([act], { ...this.env, ...settings }, sinks)
    return { status, report: out[0] === undefined ? null : (JSON.parse(out[0]) as NodeReport), err }
  }

  /** Leaves a record, as the plugin's journal has one for every attachment; answers its path. */
  record(): string {
    mkdirSync(this.at('genie-state/journal'), { recursive: true })
    const path = this.at('genie-state/journal/c1@eth0.json')
    writeFileSync(path, '{}')
    return path
  }

  [Symbol.dispose](): void {
    rmSync(this.#root, { recursive: true, force: true })
  }
}
