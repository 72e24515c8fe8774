/** One plugin of a network's chain: the parsed members that routing and measuring need. Never re-serialised. */
export interface PluginConf {
  readonly type: string
  readonly [member: string]: unknown
}

/** A network that this node has a valid conf for, whatever its file format. */
export interface ConfiguredNetwork {
  /** The conf's `name`: what decisions, samples and the journal call it. */
  readonly name: string
  /** What an annotation may call it besides: the file's name (`10-weave.conflist` is `weave`) and the plugin's type. */
  readonly fileName: string
  readonly path: string
  readonly cniVersion: string
  readonly plugins: readonly [PluginConf, ...PluginConf[]]
  /** The conflist exactly as delegates shall get it; a single conf is wrapped into one by the reader. */
  readonly conflist: string
}
