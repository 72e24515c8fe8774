import { ipFamily } from '../../cni/ip-family.ts'
import type { PlanRequest } from '../../domain/plan-protocol.ts'
import type { NetworkSelection } from '../../pod-networks/npwg/network-selection.ts'
import { refused } from '../../pod-networks/refused.ts'
import { nadLabel } from './nad.ts'

/** Whose selections they are, and which namespaces it may take networks from. */
export type SelectingPod = Pick<PlanRequest, 'podNamespace' | 'podName' | 'sharedNamespaces'>

/**
 * Checks what can be told of a pod's selections without looking anything up.
 * @throws {CniError} of code 7 if one is in a namespace that the pod may not use, or two ask for one default route
 */
export function checkSelections(selections: readonly NetworkSelection[], pod: SelectingPod): void {
  for (const selection of selections) checkNamespace(selection, pod)
  checkDefaultRoute(4, selections)
  checkDefaultRoute(6, selections)
}

function checkNamespace(selection: NetworkSelection, { podNamespace, sharedNamespaces }: SelectingPod): void {
  if (sharedNamespaces === undefined) return
  const own = podNamespace || 'default'
  if ([own, ...sharedNamespaces].includes(selection.namespace)) return
  throw refused(
    `Cannot attach a pod of namespace "${own}" to "${nadLabel(selection)}" as namespaces are isolated: ` +
      `use a NetworkAttachmentDefinition of ${[own, ...sharedNamespaces].join(', ')}`,
  )
}

function checkDefaultRoute(family: 4 | 6, selections: readonly NetworkSelection[]): void {
  const [first, second] = selections.filter(({ gateways = [] }) =>
    gateways.some((gateway) => ipFamily(gateway) === family),
  )
  if (first === undefined || second === undefined) return
  throw refused(
    `Cannot give the pod an IPv${family} default route on both "${nadLabel(first)}" and "${nadLabel(second)}": ` +
      'leave default-route to one of them',
  )
}
