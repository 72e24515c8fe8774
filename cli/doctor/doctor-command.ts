import { outputFlag } from '../command/cluster-flags.ts'
import type { Command } from '../command/command.ts'

/** `kubectl genie doctor`. */
export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Is all well? With --pre: would it be, before installing',
  description:
    'Checks API, rights, resources, agents and nodes one by one, and says what to do about each that is not well. It changes nothing. It ends with status 3 if a check failed; warnings do not count.',
  flags: {
    pre: { type: 'switch', summary: 'What is to be known before installing' },
    output: outputFlag('wide', 'json', 'yaml'),
  },
  examples: [
    { line: 'kubectl genie doctor --pre', does: 'Before installing: can this cluster take it, and may you' },
    { line: 'kubectl genie doctor', does: 'After installing, and whenever something is strange' },
    { line: 'kubectl genie doctor -o json', does: 'The same for a script' },
  ],
  needsCluster: true,
  load: async () => (await import('./run-doctor.ts')).runDoctor,
}
