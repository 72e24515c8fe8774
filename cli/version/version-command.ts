import { outputFlag } from '../command/cluster-flags.ts'
import type { Command } from '../command/command.ts'

/** `kubectl genie version`. */
export const versionCommand: Command = {
  name: 'version',
  summary: 'The version of this program',
  description: 'Prints the version of this program; kubectl genie status shows those of the agents.',
  flags: { output: outputFlag('json', 'yaml') },
  examples: [{ line: 'kubectl genie version', does: 'Which one this is' }],
  needsCluster: false,
  load: async () => (await import('./run-version.ts')).runVersion,
}
