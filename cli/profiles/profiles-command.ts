import { allNamespacesFlag, namespaceFlag, outputFlag } from '../command/cluster-flags.ts'
import type { Command } from '../command/command.ts'

/** `kubectl genie profiles`. */
export const profilesCommand: Command = {
  name: 'profiles',
  summary: 'SelectionProfiles, what they bind, and which one counts for a pod',
  description:
    'Lists SelectionProfiles with the pods that they bind and what they ask of a network. With --for it says which one counts for a pod, and why that one.',
  flags: {
    for: { type: 'text', placeholder: 'POD', summary: 'Which one counts for this pod', completes: 'pods' },
    namespace: namespaceFlag,
    'all-namespaces': allNamespacesFlag,
    output: outputFlag('wide', 'json', 'yaml', 'name'),
  },
  examples: [
    { line: 'kubectl genie profiles -A', does: 'All of them' },
    { line: 'kubectl genie profiles --for web-0 -n shop', does: 'The one that counts for a pod' },
  ],
  needsCluster: true,
  load: async () => (await import('./run-profiles.ts')).runProfiles,
}
