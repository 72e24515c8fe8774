import { namespaceFlag, outputFlag } from '../command/cluster-flags.ts'
import type { Command } from '../command/command.ts'

/** `kubectl genie why`. */
export const whyCommand: Command = {
  name: 'why',
  summary: 'Why a pod has the network that it has',
  description:
    "Shows the decision that was made for a pod: the winner against the runner-up, what every figure was and added, and who was left out. It comes from the agent of the pod's node; where that one is away, from what is written on the pod, and it says so. A pod that is gone is looked for on all nodes, as long as they remember.",
  argument: {
    placeholder: 'POD',
    isRequired: true,
    summary: 'A pod, as NAME or NAMESPACE/NAME',
    completes: 'pods',
  },
  flags: {
    namespace: namespaceFlag,
    all: {
      type: 'switch',
      summary: 'Every decision that was made for the pod, not the last of each interface',
    },
    output: outputFlag('wide', 'json', 'yaml', 'name'),
  },
  examples: [
    { line: 'kubectl genie why web-0', does: 'Why this pod got its network' },
    { line: 'kubectl genie why web-0 -n shop -o wide', does: 'With source and age of every figure' },
    { line: 'kubectl genie why shop/web-0 -o json', does: 'The whole decision, for a script' },
  ],
  needsCluster: true,
  load: async () => (await import('./run-why.ts')).runWhy,
}
