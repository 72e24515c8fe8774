import type { PickedDecision } from './picked-decision.ts'
import type { PodEvent } from './pod-event.ts'
import type { ApiPod } from './pod-in-api.ts'
import type { PodSandbox } from './pod-sandbox.ts'

/** What the plugin attaches nobody by who finds no agent: they need one. */
const agentOnly = [
  'networks',
  'k8s.v1.cni.cncf.io/networks',
  'v1.multus-cni.io/default-network',
  'cni-genie.io/source-routing',
]

/**
 * What is to be told of a pod that has been attached: the pick with its reason, or that it was made without the agent.
 * Null if the pod itself said where it belongs, or the decision is not kept any more.
 */
export function attachEvent(
  sandbox: PodSandbox,
  pod: ApiPod,
  picked: PickedDecision | null,
): PodEvent | null {
  if (picked !== null)
    return picked.reason === null
      ? null
      : {
          pod,
          type: 'Normal',
          reason: 'NetworkPicked',
          note: `Picked ${picked.reason}`,
          about: picked.id,
        }
  if (sandbox.decision !== null || !leavesTheChoice(pod.annotations)) return null
  return {
    pod,
    type: 'Warning',
    reason: 'NetworkFallback',
    note: `Attached to ${sandbox.attachments[0]?.network ?? 'no network'} without a pick as the agent did not answer: by the order that was measured last, else by the conf dir`,
    about: sandbox.containerId,
  }
}

/** Whether a plugin that is alone decides for such a pod by itself. */
function leavesTheChoice(annotations: ApiPod['annotations']): boolean {
  if (agentOnly.some((key) => (annotations[key] ?? '').trim() !== '')) return false
  const { cni } = annotations
  return cni !== undefined && cni.trim() === ''
}
