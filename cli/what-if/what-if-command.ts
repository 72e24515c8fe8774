import { allNamespacesFlag, namespaceFlag, nodeFlag, outputFlag } from '../command/cluster-flags.ts'
import type { Command } from '../command/command.ts'

/** `kubectl genie what-if`. */
export const whatIfCommand: Command = {
  name: 'what-if',
  summary: 'How the last decisions would have gone by other weights, prices or another profile',
  description:
    'Asks agents to make the decisions that they keep again, from the figures of then, by the weights, prices or profile that are given. It tells how many would have gone elsewhere, from where to where, and what that would have meant for figures and cost. It changes nothing. What moved pods would have added to their new networks is not known.',
  flags: {
    weights: {
      type: 'text',
      placeholder: 'KPI=N,...',
      summary: 'Weights from 0 to 10 in place of those of the profiles, such as latency=9,price=0',
    },
    prices: {
      type: 'text',
      placeholder: 'NETWORK=PRICE,...',
      summary: 'What networks cost for 10^9 bytes of egress, such as weave=0.02',
    },
    profile: {
      type: 'text',
      placeholder: 'FILE',
      summary: 'A SelectionProfile in YAML or JSON, in place of those that counted; it need not exist',
    },
    'price-book': {
      type: 'text',
      placeholder: 'FILE',
      summary: 'A price book in YAML or JSON, in place of the one that counted',
    },
    last: {
      type: 'text',
      placeholder: 'N',
      summary: 'How many decisions of each node, 10000 at most; 1000 if left out',
    },
    node: nodeFlag,
    namespace: { ...namespaceFlag, summary: 'Only pods of this namespace; all if left out' },
    'all-namespaces': allNamespacesFlag,
    output: outputFlag('json', 'yaml'),
  },
  examples: [
    { line: 'kubectl genie what-if --weights latency=9', does: 'Had latency counted more' },
    {
      line: 'kubectl genie what-if --prices weave=0.02 -n shop',
      does: 'Had weave cost less, for one namespace',
    },
    { line: 'kubectl genie what-if --profile fast.yaml --last 10000', does: 'Before a profile is applied' },
  ],
  needsCluster: true,
  load: async () => (await import('./run-what-if.ts')).runWhatIf,
}
