import { rm } from 'node:fs/promises'
import type { InstallerConfig } from './config.ts'
import { installBinary } from './install-binary.ts'
import { installConf } from './install-conf.ts'
import { nodeStatus, notePath } from './node-status.ts'
import type { NodeReport } from './node-report.ts'
import { requireDirectory } from './require-directory.ts'

/**
 * Binary first, conf last: whatever fails, no pod is sent to a plugin that is not there. Doing it again changes
 * nothing.
 */
export async function install(config: InstallerConfig): Promise<NodeReport> {
  await requireDirectory(config.GENIE_BIN_DIR, 'GENIE_BIN_DIR')
  await requireDirectory(config.GENIE_CONF_DIR, 'GENIE_CONF_DIR')
  await installBinary(config)
  await installConf(config)
  await rm(notePath(config), { force: true })
  return await nodeStatus(config)
}
