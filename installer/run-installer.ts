import { writeFile } from 'node:fs/promises'
import { messageOf } from '../service-kit/message-of.ts'
import { readConfig } from '../service-kit/read-config.ts'
import { InstallerConfig } from './config.ts'
import { install } from './install.ts'
import { nodeStatus } from './node-status.ts'
import type { NodeReport } from './node-report.ts'
import { uninstall } from './uninstall.ts'

/** Where lines go. */
export interface Output {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
}

const acts: Readonly<Record<string, (config: InstallerConfig) => Promise<NodeReport>>> = {
  install,
  uninstall,
  status: nodeStatus,
}

/**
 * `install`, `uninstall` or `status`: warnings on stderr, the report as one line of JSON on stdout. Answers the exit
 * status: 1 if it could not be done, 2 for a wrong call.
 */
export async function runInstaller(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  { out, err }: Output,
): Promise<number> {
  const act = acts[args[0] ?? '']
  if (act === undefined || args.length !== 1) {
    err(`Cannot do "${args.join(' ')}": write install, uninstall or status`)
    return 2
  }
  try {
    const config = readConfig(InstallerConfig, env)
    const report = await act(config)
    for (const warning of report.warnings) err(warning)
    await tell(JSON.stringify(report), config, out)
    return 0
  } catch (error) {
    err(messageOf(error))
    return 1
  }
}

async function tell(line: string, { GENIE_REPORT }: InstallerConfig, out: Output['out']): Promise<void> {
  out(line)
  if (GENIE_REPORT !== undefined) await writeFile(GENIE_REPORT, line)
}
