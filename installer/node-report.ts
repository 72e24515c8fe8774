/** How a node stands after an act of the installer. */
export interface NodeReport {
  /** What the plugin's executable in the bin dir is. */
  readonly binary: 'ours' | 'absent'
  /** Our conf files, by name. */
  readonly confs: readonly string[]
  /** The file of the conf dir that the runtime goes by; null if there is none. */
  readonly inForce: string | null
  /** Attachments that need the executable for their DEL. */
  readonly records: number
  /** Sentences for whoever installs. */
  readonly warnings: readonly string[]
}
