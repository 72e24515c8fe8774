import { Type, type Static } from 'typebox'
import Value from 'typebox/value'
import type { KubeObject } from '../kube-object.ts'

/** How one node stands. */
export interface NodeOutcome {
  readonly node: string
  /**
   * `clean`: nothing of ours is left; `waiting`: conf (retired) and executable stay for pods that need them;
   * `failed`: it could not be done; `silent`: the node has not answered in time.
   */
  readonly state: 'clean' | 'waiting' | 'failed' | 'silent'
  /** What is to be said of it, in one sentence; empty if nothing. */
  readonly message: string
}

const Ended = Type.Object({
  exitCode: Type.Integer(),
  message: Type.Optional(Type.String()),
})
const InitStatus = Type.Object({
  state: Type.Optional(Type.Object({ terminated: Type.Optional(Ended) })),
  lastState: Type.Optional(Type.Object({ terminated: Type.Optional(Ended) })),
})
const Pod = Type.Object({
  metadata: Type.Object({
    ownerReferences: Type.Optional(Type.Array(Type.Object({ uid: Type.String() }))),
  }),
  spec: Type.Object({
    nodeName: Type.Optional(Type.String()),
  }),
  status: Type.Optional(Type.Object({ initContainerStatuses: Type.Optional(Type.Array(InitStatus)) })),
})

/** What `installer/` reports, as far as it matters here. */
const Report = Type.Object({ records: Type.Integer(), warnings: Type.Array(Type.String()) })

/** Whether the pod belongs to the object of that uid. */
export function belongsTo(pod: KubeObject, uid: string | undefined): boolean {
  return Value.Check(Pod, pod) && (pod.metadata.ownerReferences ?? []).some((owner) => owner.uid === uid)
}

/** How the node of an uninstalling pod stands. */
export function nodeOutcome(pod: KubeObject): NodeOutcome {
  const { spec, status }: Static<typeof Pod> = Value.Check(Pod, pod) ? pod : { metadata: {}, spec: {} }
  const node = spec.nodeName ?? `(pod ${pod.metadata.name} has no node)`
  const init = status?.initContainerStatuses?.[0]
  const ended = init?.state?.terminated ?? init?.lastState?.terminated
  if (ended === undefined) return { node, state: 'silent', message: 'it has not answered in time' }
  if (ended.exitCode !== 0)
    return { node, state: 'failed', message: `see kubectl logs ${pod.metadata.name} -c uninstall` }
  return { node, ...read(ended.message ?? '') }
}

function read(text: string): Pick<NodeOutcome, 'state' | 'message'> {
  const report = parsed(text)
  if (report === null) return { state: 'clean', message: '' }
  return { state: report.records > 0 ? 'waiting' : 'clean', message: report.warnings.join('; ') }
}

function parsed(text: string): Static<typeof Report> | null {
  try {
    const value: unknown = JSON.parse(text)
    return Value.Check(Report, value) ? value : null
  } catch {
    return null
  }
}
