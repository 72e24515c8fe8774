import { outputFlag, watchFlag } from '../command/cluster-flags.ts'
import type { Command } from '../command/command.ts'

/** `kubectl genie sources`. */
export const sourcesCommand: Command = {
  name: 'sources',
  summary: 'What is measured from where, and what is wrong with the rest',
  description:
    'Asks the agent of a node, or of every node, whom it asks for figures: one line for each source that tells something or cannot. It ends with status 3 if a source does not answer.',
  argument: {
    placeholder: 'NODE',
    isRequired: false,
    summary: 'A node; all of them summed up if left out',
    completes: 'nodes',
  },
  flags: { output: outputFlag('wide', 'json', 'yaml'), watch: watchFlag },
  examples: [
    { line: 'kubectl genie sources', does: 'One line for each source, over all nodes' },
    {
      line: 'kubectl genie sources worker-1',
      does: 'How the sources of one node fare, and what they dropped',
    },
    { line: 'kubectl genie sources -o wide', does: 'The same of each node' },
    { line: 'kubectl genie sources worker-1 -o json', does: 'All of them, the idle ones too, for a script' },
  ],
  needsCluster: true,
  load: async () => (await import('./run-sources.ts')).runSources,
}
