import { messageOf } from '../../service-kit/message-of.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { findAgents } from '../cluster/find-agents.ts'
import { findPod, podRefOf } from '../cluster/find-pod.ts'
import type { Call } from '../command/call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printDocument } from '../terminal/print-document.ts'
import { countingProfile } from './counting-profile.ts'
import { profilesTable } from './profiles-table.ts'
import { readProfiles } from './read-profiles.ts'

/** Prints profiles, or the one that counts for a pod. */
export async function runProfiles(call: Call): Promise<ExitCode> {
  const cluster = await call.cluster()
  const pod = call.flags.text('for')
  return pod === undefined ? printAll(cluster, call) : printFor(cluster, call, pod)
}

async function printAll(cluster: Cluster, call: Call): Promise<ExitCode> {
  const { flags, terminal, clock } = call
  const namespace = flags.isOn('all-namespaces') ? undefined : cluster.namespace
  const profiles = await readProfiles(cluster, terminal, namespace)
  if (profiles.length === 0)
    terminal.warn(
      namespace === undefined
        ? 'There is no SelectionProfile: the built-in one counts for every pod'
        : `There is no SelectionProfile in namespace ${namespace}; -A shows those of all`,
    )
  printDocument(call, {
    document: { profiles },
    names: profiles.map(({ namespace: of, name }) => `${of}/${name}`),
    table: (isWide) =>
      profiles.length === 0
        ? ''
        : profilesTable(profiles, clock.nowMs(), {
            paint: terminal.paint,
            columns: terminal.columns,
            isWide,
          }),
  })
  return exitCodes.ok.code
}

async function printFor(cluster: Cluster, call: Call, given: string): Promise<ExitCode> {
  const { terminal } = call
  const ref = podRefOf(given, cluster.namespace)
  const pod = await findPod(cluster, ref)
  const named = `${ref.namespace}/${ref.name}`
  if (pod === null) throw new Error(`Cannot find pod ${named}: see kubectl get pods -A`)
  const [profiles, agentNamespace] = await Promise.all([
    readProfiles(cluster, terminal, undefined),
    agentNamespaceOf(cluster, call),
  ])
  const counting = countingProfile(profiles, { ...pod.metadata, namespace: ref.namespace }, agentNamespace)
  printDocument(call, {
    document: { pod: named, ...counting },
    names: counting.profile === null ? [] : [counting.profile],
    table: () =>
      counting.profile === null
        ? `${terminal.paint('bad', counting.why)}\n`
        : `${terminal.paint('strong', counting.profile)} counts for pod ${named}: ${counting.why}\n`,
  })
  return counting.profile === null ? exitCodes.unwell.code : exitCodes.ok.code
}

/** The cluster's default is in it; without it one is left out, and that is said. */
async function agentNamespaceOf(cluster: Cluster, { terminal }: Call): Promise<string | null> {
  try {
    return (await findAgents(cluster))[0]?.namespace ?? null
  } catch (error) {
    terminal.warn(`${messageOf(error)}; a default of the cluster is not looked for`)
    return null
  }
}
