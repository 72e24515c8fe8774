import type { PluginConf } from './configured-network.ts'

/** A network of a node as its agent tells those who have no confs: as much of its chain as choosing asks for. */
export interface ToldNetwork {
  readonly name: string
  readonly plugins: readonly PluginConf[]
  /** The type of a plugin of it that is not installed there, or null. */
  readonly missingPlugin: string | null
}
