import { namespaceFlag, nodeFlag, outputFlag } from '../command/cluster-flags.ts'
import type { Command } from '../command/command.ts'

/** `kubectl genie rank`. */
export const rankCommand: Command = {
  name: 'rank',
  summary: 'The order in which a pod would get the networks now',
  description:
    "Asks the agent of the pod's node what it would choose for the pod now, and shows what each figure adds to each network's score. Without a pod it shows the order on every node. Nothing is reserved, and no running pod is moved.",
  argument: {
    placeholder: 'POD',
    isRequired: false,
    summary: 'A pod, as NAME or NAMESPACE/NAME',
    completes: 'pods',
  },
  flags: { namespace: namespaceFlag, node: nodeFlag, output: outputFlag('wide', 'json', 'yaml', 'name') },
  examples: [
    { line: 'kubectl genie rank web-0 -n shop', does: 'What this pod would get if it started now' },
    { line: 'kubectl genie rank --node worker-1', does: 'What the next pod on a node would get' },
    { line: 'kubectl genie rank --node worker-1 -o name', does: 'The same, best first, for a script' },
  ],
  needsCluster: true,
  load: async () => (await import('./run-rank.ts')).runRank,
}
