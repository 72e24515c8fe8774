import type { NodeOutcome } from '../../kube/uninstall/node-outcome.ts'

const words = {
  clean: 'uninstalled',
  waiting: 'uninstalled, but for what running pods need',
  failed: 'FAILED',
  silent: 'SILENT',
} as const

/** What is written of an uninstallation: a line for every node that has something to say, and their sum. */
export function outcomeLines(outcomes: readonly NodeOutcome[]): readonly string[] {
  const lines = outcomes
    .filter(({ state, message }) => state !== 'clean' || message !== '')
    .map(({ node, state, message }) => `${node}: ${words[state]}${message === '' ? '' : `: ${message}`}`)
  const left = outcomes.filter(({ state }) => state === 'failed' || state === 'silent')
  const sum = `Uninstalled on ${outcomes.length - left.length} of ${outcomes.length} nodes`
  if (left.length === 0) return [...lines, sum]
  const names = left.map(({ node }) => node).join(', ')
  return [
    ...lines,
    `${sum}; when they are back, remove 00-genie.conf from the CNI conf dir of ${names}, or uninstall again before the chart goes`,
  ]
}
