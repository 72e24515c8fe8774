import type { AgentConfig } from '../config.ts'
import { sweepingPlugin } from '../sweep/sweeping-plugin.ts'
import { usualBinDirs } from '../sweep/usual-bin-dirs.ts'
import { StatusWatch, type StatusWatchOptions } from './status-watch.ts'

/** Who asks networks for their STATUS; null where the agent may run no plugin, as in a container of its own. */
export function openStatusWatch(
  config: AgentConfig,
  parts: Pick<StatusWatchOptions, 'networks' | 'clock' | 'logger'>,
): StatusWatch | null {
  const { GENIE_BIN_DIR, GENIE_CONF_DIR, GENIE_PLUGIN, GENIE_SOCKET, GENIE_STATE_DIR, PATH } = config
  const plugin = sweepingPlugin(GENIE_PLUGIN, config.KUBERNETES_SERVICE_HOST !== undefined)
  if (plugin === null) return null
  return new StatusWatch({
    ...parts,
    plugin,
    env: { CNI_PATH: GENIE_BIN_DIR ?? usualBinDirs, PATH },
    genie: { socket: GENIE_SOCKET, stateDir: GENIE_STATE_DIR, confDir: GENIE_CONF_DIR },
  })
}
