import type { Command } from '../command/command.ts'

/** `kubectl genie completion`. */
export const completionCommand: Command = {
  name: 'completion',
  summary: 'Completion for a shell, and for kubectl itself',
  description:
    'Prints a script that completes kubectl-genie in a shell. install puts kubectl_complete-genie beside kubectl-genie, by which kubectl 1.26 and newer completes kubectl genie with whatever completion kubectl has in your shell.',
  argument: {
    placeholder: 'SHELL',
    isRequired: true,
    summary: 'bash, zsh, fish, or install',
    choices: ['bash', 'zsh', 'fish', 'install'],
  },
  flags: {},
  examples: [
    { line: 'kubectl genie completion install', does: 'Complete kubectl genie' },
    { line: 'source <(kubectl genie completion bash)', does: 'Complete kubectl-genie in this bash' },
    {
      line: 'kubectl genie completion fish > ~/.config/fish/completions/kubectl-genie.fish',
      does: 'Complete kubectl-genie in every fish',
    },
  ],
  needsCluster: false,
  load: async () => (await import('./run-completion.ts')).runCompletion,
}
