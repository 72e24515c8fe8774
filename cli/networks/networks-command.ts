import { nodeFlag, outputFlag, watchFlag } from '../command/cluster-flags.ts'
import type { Command } from '../command/command.ts'

/** `kubectl genie networks`. */
export const networksCommand: Command = {
  name: 'networks',
  summary: 'Every network over all nodes: how full, how good, how it is',
  description:
    'Asks the agent of every node how its networks stand now, and sums them up. Where no agent can be asked it shows what the Network resources say, and says so.',
  flags: {
    from: {
      type: 'text',
      placeholder: 'agents|resources',
      summary: 'Whom to ask; agents, and the Network resources if none answers',
      choices: ['agents', 'resources'],
    },
    node: nodeFlag,
    output: outputFlag('wide', 'json', 'yaml', 'name'),
    watch: watchFlag,
  },
  examples: [
    { line: 'kubectl genie networks', does: 'One line for each network' },
    { line: 'kubectl genie networks -o wide', does: 'One line for each network on each node' },
    { line: 'kubectl genie networks --node worker-1 -w', does: 'One node, as it changes' },
    {
      line: 'kubectl genie networks --from resources -o json',
      does: 'What the controller wrote, for a script',
    },
  ],
  needsCluster: true,
  load: async () => (await import('./run-networks.ts')).runNetworks,
}
