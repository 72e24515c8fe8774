import { countText } from '../terminal/figures.ts'
import type { Tone } from '../terminal/painter.ts'
import { renderTable } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { UninstallReport } from './uninstall-report.ts'

type State = UninstallReport['nodes'][number]['state']

const words: Readonly<Record<State, { readonly text: string; readonly tone: Tone }>> = {
  planned: { text: 'would be uninstalled', tone: 'plain' },
  clean: { text: 'uninstalled', tone: 'good' },
  waiting: { text: 'uninstalled, but for what running pods need', tone: 'warning' },
  failed: { text: 'failed', tone: 'bad' },
  silent: { text: 'silent', tone: 'bad' },
}

/** A line for each node, their sum, and what to do next. */
export function uninstallText({ nodes, isDryRun, daemonSet }: UninstallReport, terminal: Terminal): string {
  const table = renderTable(
    [{ title: 'NODE' }, { title: 'STATE' }, { title: 'NOTE' }],
    nodes.map(({ node, state, message }) => [node, words[state], message]),
    terminal,
  )
  if (isDryRun)
    return `${table}${countText(nodes.length, 'node')} of DaemonSet ${daemonSet}; nothing was done\n`
  return `${table}${nextStep(nodes)}\n`
}

function nextStep(nodes: UninstallReport['nodes']): string {
  const left = nodes.filter(({ state }) => isLeft(state))
  const sum = `Uninstalled on ${nodes.length - left.length} of ${countText(nodes.length, 'node')}`
  if (left.length > 0) return `${sum}: run it again when the others are back`
  return nodes.some(({ state }) => state === 'waiting')
    ? `${sum}: run it again when the pods that need the plugin are gone, then helm uninstall or kubectl delete`
    : `${sum}: what is left of it in the cluster goes by helm uninstall or kubectl delete`
}

/** Whether a node still has what was to be removed. */
export const isLeft = (state: State): boolean => state === 'failed' || state === 'silent'
