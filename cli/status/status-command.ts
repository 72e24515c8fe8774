import { outputFlag, watchFlag } from '../command/cluster-flags.ts'
import type { Command } from '../command/command.ts'

/** `kubectl genie status`. */
export const statusCommand: Command = {
  name: 'status',
  summary: 'Agents, their versions and modes, the controller, and what is wrong',
  description:
    'One line for each node: whether its agent is ready, its version and mode, and what it says is wrong. It ends with status 3 if an agent is not ready or says that something is wrong.',
  flags: { output: outputFlag('json', 'yaml', 'name'), watch: watchFlag },
  examples: [
    { line: 'kubectl genie status', does: 'How all nodes are' },
    { line: 'kubectl genie status -w', does: 'The same, every 5 s' },
    { line: 'kubectl genie status -o json', does: 'For a script; see the exit status too' },
  ],
  needsCluster: true,
  load: async () => (await import('./run-status.ts')).runStatus,
}
