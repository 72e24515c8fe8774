import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'
import type { KubeObject } from '../../kube/kube-object.ts'

/** The labels of every agent's pod. */
export const agentLabels = 'app.kubernetes.io/name=cni-genie,app.kubernetes.io/component=agent'

/** Where agents serve page and API on their node, if their manifest does not say another. */
const usualPort = 8480

/** As much of a pod as says how its agent is. */
const PodPart = Type.Object({
  spec: Type.Object({
    nodeName: Type.Optional(Type.String()),
    containers: Type.Array(
      Type.Object({
        image: Type.Optional(Type.String()),
        env: Type.Optional(
          Type.Array(Type.Object({ name: Type.String(), value: Type.Optional(Type.String()) })),
        ),
      }),
    ),
  }),
  status: Type.Optional(
    Type.Object({
      phase: Type.Optional(Type.String()),
      conditions: Type.Optional(
        Type.Array(
          Type.Object({ type: Type.String(), status: Type.String(), message: Type.Optional(Type.String()) }),
        ),
      ),
      containerStatuses: Type.Optional(
        Type.Array(
          Type.Object({
            restartCount: Type.Optional(Type.Integer()),
            state: Type.Optional(
              Type.Object({
                waiting: Type.Optional(
                  Type.Object({
                    reason: Type.Optional(Type.String()),
                    message: Type.Optional(Type.String()),
                  }),
                ),
              }),
            ),
          }),
        ),
      ),
    }),
  ),
})
type PodPart = Static<typeof PodPart>

/** The agent of one node, as its pod shows it. */
export interface AgentPod {
  readonly namespace: string
  readonly name: string
  /** Empty while it waits for a node. */
  readonly node: string
  readonly isReady: boolean
  /** Why it is not ready, in a few words; null if it is. */
  readonly trouble: string | null
  readonly restarts: number
  readonly image: string
  readonly port: number
}

/** Reads an agent's pod; null for an object that is none. */
export function agentPodOf(pod: KubeObject): AgentPod | null {
  if (!Value.Check(PodPart, pod)) return null
  const { spec, status } = pod
  const ready = status?.conditions?.find(({ type }) => type === 'Ready')
  const isLeaving = pod.metadata.deletionTimestamp !== undefined
  const isReady = ready?.status === 'True' && !isLeaving
  return {
    namespace: pod.metadata.namespace ?? '',
    name: pod.metadata.name,
    node: spec.nodeName ?? '',
    isReady,
    trouble: isReady ? null : isLeaving ? 'is ending' : troubleOf(status),
    restarts: (status?.containerStatuses ?? []).reduce((sum, each) => sum + (each.restartCount ?? 0), 0),
    image: spec.containers[0]?.image ?? '',
    port: portOf(spec),
  }
}

function troubleOf(status: PodPart['status']): string {
  const waiting = status?.containerStatuses?.map(({ state }) => state?.waiting).find((each) => each?.reason)
  if (waiting?.reason !== undefined)
    return waiting.message === undefined ? waiting.reason : `${waiting.reason}: ${waiting.message}`
  const unmet = status?.conditions?.find((each) => each.status !== 'True' && each.message !== undefined)
  return unmet?.message ?? `is ${(status?.phase ?? 'pending').toLowerCase()} and not ready`
}

function portOf({ containers }: PodPart['spec']): number {
  const address = containers.flatMap(({ env = [] }) => env).find(({ name }) => name === 'GENIE_HTTP')?.value
  const port = Number(/:(\d{1,5})$/.exec(address ?? '')?.[1])
  return Number.isInteger(port) ? port : usualPort
}
