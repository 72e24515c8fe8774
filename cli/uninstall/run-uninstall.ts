import { realDelay } from '../../kube/delay.ts'
import { kinds } from '../../kube/kinds.ts'
import type { ObjectRef } from '../../kube/kube-object.ts'
import { uninstallOnNodes } from '../../kube/uninstall/uninstall-on-nodes.ts'
import { agentLabels } from '../cluster/agent-pod.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { lookForAgents } from '../cluster/find-agents.ts'
import { listAll } from '../cluster/list-all.ts'
import type { Call } from '../command/call.ts'
import { UsageFault } from '../command/usage-fault.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { countText } from '../terminal/figures.ts'
import { printDocument } from '../terminal/print-document.ts'
import type { UninstallReport } from './uninstall-report.ts'
import { isLeft, uninstallText } from './uninstall-text.ts'

const usualTimeoutMs = 120_000

/** Uninstalls on every node, after asking. */
export async function runUninstall(call: Call): Promise<ExitCode> {
  const { flags, terminal, clock, signal } = call
  const timeoutMs = flags.durationMs('timeout', usualTimeoutMs)
  const isDryRun = flags.isOn('dry-run')
  // Told before anything is asked of the cluster: a script learns of it at once.
  if (!isDryRun && !flags.isOn('yes') && !terminal.canAsk)
    throw new UsageFault(
      'Cannot ask whether to uninstall as this is no terminal: add --yes, or --dry-run to see what it would do',
    )
  const cluster = await call.cluster()
  const agents = await findDaemonSet(cluster)
  const daemonSet = `${agents.namespace}/${agents.name}`
  const nodes = (await lookForAgents(cluster)).map(({ node }) => node).filter(Boolean)
  if (isDryRun) {
    const planned = nodes.map((node) => ({ node, state: 'planned' as const, message: '' }))
    print(call, { daemonSet, isDryRun, nodes: planned })
    return exitCodes.ok.code
  }
  if (!flags.isOn('yes') && !(await isAgreed(call, daemonSet, nodes.length))) {
    terminal.warn('Nothing was done')
    return exitCodes.fault.code
  }
  terminal.warn(`Uninstalling from the nodes of DaemonSet ${daemonSet}; at most ${timeoutMs / 1_000} s`)
  const { client } = cluster
  const force = flags.isOn('force')
  const outcomes = await uninstallOnNodes({
    client,
    agents,
    force,
    timeoutMs,
    clock,
    delay: realDelay,
    signal,
  })
  print(call, { daemonSet, isDryRun, nodes: outcomes.map((each) => ({ ...each })) })
  return outcomes.some(({ state }) => isLeft(state)) ? exitCodes.unwell.code : exitCodes.ok.code
}

async function findDaemonSet(cluster: Cluster): Promise<Required<ObjectRef>> {
  const { genieNamespace } = cluster
  const sets = await listAll(cluster, kinds.daemonSet, {
    labelSelector: agentLabels,
    ...(genieNamespace !== undefined && { namespace: genieNamespace }),
  })
  const [first, second] = sets.map(({ metadata: { namespace = '', name } }) => ({ namespace, name }))
  if (first === undefined)
    throw new Error(
      'Cannot find a DaemonSet of CNI-Genie to uninstall: after a bare kubectl delete install it again first, see docs/uninstall.md',
    )
  if (second !== undefined)
    throw new Error(
      `Cannot choose between ${sets.length} DaemonSets, in ${first.namespace} and ${second.namespace}: name one with --genie-namespace`,
    )
  return first
}

async function isAgreed({ terminal }: Call, daemonSet: string, nodes: number): Promise<boolean> {
  const question = `Take CNI-Genie (${daemonSet}) off ${countText(nodes, 'node')}? Running pods keep their networks. [y/N] `
  return /^y(es)?$/i.test((await terminal.ask(question)).trim())
}

function print(call: Call, report: UninstallReport): void {
  printDocument(call, { document: report, table: () => uninstallText(report, call.terminal) })
}
