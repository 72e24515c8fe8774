import { allNamespacesFlag, namespaceFlag, nodeFlag, outputFlag } from '../command/cluster-flags.ts'
import type { Command } from '../command/command.ts'

/** `kubectl genie simulate`. */
export const simulateCommand: Command = {
  name: 'simulate',
  summary: 'What would have been different, from what nodes remember',
  description:
    'Reads the decisions that agents keep, and compares what they would have picked with what pods were attached to: in observe mode the network that the node gave them, elsewhere the network that --instead names. It changes nothing. Figures are those of the moment of each decision; what other pods would have done in turn is not known, and nothing is said of cost.',
  flags: {
    last: { type: 'text', placeholder: 'TIME', summary: 'How far back, such as 24h or 7d; 7d if left out' },
    instead: {
      type: 'text',
      placeholder: 'NETWORK',
      summary: 'What pods would have got without CNI-Genie, where it attached them itself',
      completes: 'networks',
    },
    node: nodeFlag,
    namespace: { ...namespaceFlag, summary: 'Only pods of this namespace; all if left out' },
    'all-namespaces': allNamespacesFlag,
    output: outputFlag('wide', 'json', 'yaml'),
  },
  examples: [
    { line: 'kubectl genie simulate --last 7d', does: 'What a week of observing has shown' },
    { line: 'kubectl genie simulate --last 24h -n shop', does: 'One day of one namespace' },
    { line: 'kubectl genie simulate --instead calico', does: 'What it has gained against a fixed network' },
  ],
  needsCluster: true,
  load: async () => (await import('./run-simulate.ts')).runSimulate,
}
