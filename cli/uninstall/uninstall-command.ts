import { outputFlag } from '../command/cluster-flags.ts'
import type { Command } from '../command/command.ts'

/** `kubectl genie uninstall`. */
export const uninstallCommand: Command = {
  name: 'uninstall',
  summary: 'Takes the plugin off every node; running pods keep their networks',
  description:
    'Sends the agents away, then removes conf, plugin and state on every node. Where running pods still need the plugin for their DEL it stays, with a note, until this is run again; its conf is retired and goes with the last of them. A node that does not answer in time is named, and the command ends with status 3. It removes no resource of the cluster: helm uninstall or kubectl delete does that afterwards.',
  flags: {
    yes: { type: 'switch', short: 'y', summary: 'Do not ask' },
    'dry-run': { type: 'switch', summary: 'Only say what would be done' },
    force: { type: 'switch', summary: 'Remove the plugin though pods still need it for their DEL' },
    timeout: { type: 'text', placeholder: 'TIME', summary: 'How long nodes may take; 2m if left out' },
    output: outputFlag('json', 'yaml'),
  },
  examples: [
    { line: 'kubectl genie uninstall --dry-run', does: 'On which nodes it would be done' },
    { line: 'kubectl genie uninstall', does: 'Do it, after asking' },
    { line: 'kubectl genie uninstall --yes --timeout 5m', does: 'From a script, on a large cluster' },
  ],
  needsCluster: true,
  load: async () => (await import('./run-uninstall.ts')).runUninstall,
}
