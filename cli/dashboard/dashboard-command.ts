import { namespaceFlag, nodeFlag } from '../command/cluster-flags.ts'
import type { Command } from '../command/command.ts'

/** `kubectl genie dashboard`. */
export const dashboardCommand: Command = {
  name: 'dashboard',
  summary: 'Opens the page of a node in the browser, until Ctrl-C',
  description:
    'Listens on a free port of loopback and forwards it to the agent of a node through the API server, with your own rights. Nothing is exposed: it ends with the command.',
  argument: { placeholder: 'POD', isRequired: false, summary: "Take this pod's node", completes: 'pods' },
  flags: {
    namespace: namespaceFlag,
    node: nodeFlag,
    port: { type: 'text', placeholder: 'PORT', summary: 'Where to listen; a free port if left out' },
    'no-browser': { type: 'switch', summary: 'Only print the address' },
  },
  examples: [
    { line: 'kubectl genie dashboard', does: 'The page of any node whose agent is ready' },
    { line: 'kubectl genie dashboard web-0 -n shop', does: "The page of a pod's node" },
    { line: 'kubectl genie dashboard --node worker-1 --no-browser', does: 'Print the address and wait' },
  ],
  needsCluster: true,
  load: async () => (await import('./run-dashboard.ts')).runDashboard,
}
