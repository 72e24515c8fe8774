import { Type } from 'typebox'
import Value from 'typebox/value'
import type { Clock } from '../../service-kit/clock.ts'
import type { Delay } from '../delay.ts'
import { kinds } from '../kinds.ts'
import type { KubeClient } from '../kube-client.ts'
import { KubeError } from '../kube-error.ts'
import type { KubeObject, ObjectRef } from '../kube-object.ts'
import { belongsTo, nodeOutcome, type NodeOutcome } from './node-outcome.ts'
import { absentLabel, uninstallDaemonSet, uninstallLabels } from './uninstall-daemon-set.ts'

/** What an uninstallation needs to know. */
export interface Uninstallation {
  readonly client: KubeClient
  /** The agents' DaemonSet. */
  readonly agents: Required<ObjectRef>
  /** Takes the executable away though pods still need it for their DEL. */
  readonly force: boolean
  /** How long nodes may take; those that are silent then are named. */
  readonly timeoutMs: number
  readonly clock: Clock
  readonly delay: Delay
  readonly signal: AbortSignal
}

const lookEveryMs = 1_000

const Counts = Type.Object({
  observedGeneration: Type.Integer({ minimum: 1 }),
  desiredNumberScheduled: Type.Integer({ minimum: 0 }),
})

/**
 * Takes the plugin's conf off every node, and its executable where no pod needs it; pods that run keep their networks.
 * Agents are sent away first, so that none installs anew; what does it on the nodes is removed again at the end. May be
 * done again at any time. Answers for every node, sorted by name.
 * @throws {Error} if the API refuses, or there is no such DaemonSet
 */
export async function uninstallOnNodes(uninstallation: Uninstallation): Promise<readonly NodeOutcome[]> {
  const { client, agents, force, signal } = uninstallation
  const before = await client.get(kinds.daemonSet, agents, { signal })
  const wanted = uninstallDaemonSet(before, force)
  const selector = { spec: { template: { spec: { nodeSelector: { [absentLabel]: 'true' } } } } }
  await client.patch(kinds.daemonSet, agents, selector, { type: 'merge', signal })
  const ref = { namespace: agents.namespace, name: wanted.metadata.name }
  await remove(uninstallation, ref)
  const made = await client.create(kinds.daemonSet, wanted, { signal })
  try {
    return await outcomes(uninstallation, ref, made.metadata.uid)
  } finally {
    await client.delete(kinds.daemonSet, ref).catch(unlessGone)
  }
}

/** What an earlier one has left goes, and its name is free again. */
async function remove({ client, delay, signal }: Uninstallation, ref: ObjectRef): Promise<void> {
  for (;;) {
    try {
      await client.delete(kinds.daemonSet, ref, { signal })
    } catch (error) {
      unlessGone(error)
      return
    }
    await delay(lookEveryMs, signal)
  }
}

async function outcomes(
  { client, timeoutMs, clock, delay, signal }: Uninstallation,
  ref: Required<ObjectRef>,
  uid: string | undefined,
): Promise<readonly NodeOutcome[]> {
  const until = clock.monotonicMs() + timeoutMs
  for (;;) {
    const { status } = await client.get(kinds.daemonSet, ref, { signal })
    const { items } = await client.list(kinds.pod, {
      namespace: ref.namespace,
      labelSelector: uninstallLabels,
      signal,
    })
    const found = outcomesOf(items, uid)
    const isDone = Value.Check(Counts, status) && found.length >= status.desiredNumberScheduled
    if (isDone && found.every(({ state }) => state === 'clean' || state === 'waiting')) return found
    if (clock.monotonicMs() >= until) return found
    await delay(lookEveryMs, signal)
  }
}

function outcomesOf(pods: readonly KubeObject[], uid: string | undefined): readonly NodeOutcome[] {
  return pods
    .filter((pod) => belongsTo(pod, uid))
    .map(nodeOutcome)
    .sort((one, other) => (one.node < other.node ? -1 : 1))
}

function unlessGone(error: unknown): void {
  if (!(error instanceof KubeError && error.status === 404)) throw error
}
