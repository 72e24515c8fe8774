import { Type, type Static } from 'typebox'

/**
 * What kube-scheduler sends and wants to hear, as `k8s.io/kube-scheduler/extender/v1` has it. Its Go types have no names
 * for JSON, so members begin with capitals; what is inside of pod and nodes is as in the API of Kubernetes.
 */
const Names = Type.Union([Type.Array(Type.String({ minLength: 1, maxLength: 253 })), Type.Null()])
const Texts = Type.Optional(Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()]))

/** The pod, as far as it is read; the rest of it comes too. */
export const SchedulerPod = Type.Object({
  metadata: Type.Object({
    name: Type.Optional(Type.String()),
    namespace: Type.Optional(Type.String()),
    annotations: Texts,
    labels: Texts,
  }),
  spec: Type.Optional(Type.Object({ hostNetwork: Type.Optional(Type.Boolean()) })),
})
export type SchedulerPod = Static<typeof SchedulerPod>

/** A node whole, of which only the name is read: it goes back as it came. */
const WholeNode = Type.Object({ metadata: Type.Object({ name: Type.String({ minLength: 1 }) }) })

/** What comes where the extender is not `nodeCacheCapable`. */
const WholeNodes = Type.Union([
  Type.Object({ items: Type.Union([Type.Array(WholeNode), Type.Null()]) }),
  Type.Null(),
])

/** `ExtenderArgs`: a pod, and nodes by their names (`nodeCacheCapable`) or whole. */
export const ExtenderArgs = Type.Object({
  Pod: SchedulerPod,
  NodeNames: Type.Optional(Names),
  Nodes: Type.Optional(WholeNodes),
})
export type ExtenderArgs = Static<typeof ExtenderArgs>

/** `ExtenderFilterResult`: nodes in the form in which they came; messages of the others by their names. */
export interface ExtenderFilterResult {
  readonly NodeNames: readonly string[] | null
  readonly Nodes: object | null
  readonly FailedNodes: Readonly<Record<string, string>>
  /** Of those that would fail without their pods too: nobody is preempted for them. */
  readonly FailedAndUnresolvableNodes: Readonly<Record<string, string>>
  readonly Error: ''
}

/** A node's score, from 0 to 10 (`MinExtenderPriority`, `MaxExtenderPriority`). */
export interface HostPriority {
  readonly Host: string
  readonly Score: number
}
