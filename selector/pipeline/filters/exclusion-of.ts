import type { Exclusion } from '../../../domain/exclusion.ts'
import type { Constraints } from '../../../domain/profile.ts'
import type { NetworkInputs } from '../inputs.ts'
import { budgetFault } from './budget-fault.ts'
import { constraintFault } from './constraint-fault.ts'
import { readinessFault } from './readiness-fault.ts'
import { roomFault } from './room-fault.ts'
import { shapeFault } from './shape-fault.ts'
import { tenancyFault } from './tenancy-fault.ts'

/** For whom a network is looked at. */
export interface Asking {
  readonly constraints: Constraints
  /** The pod's namespace; empty for nobody in particular. */
  readonly namespace: string
  /** The resources that the pod has devices of. */
  readonly devices?: readonly string[] | undefined
  readonly nowMs: number
}

/**
 * Why no pod, or not this one, can get the network now, or null: the first reason of them in the order in which people
 * would look. Nothing about other networks enters, and no score.
 */
export function exclusionOf(network: NetworkInputs, asking: Asking): Exclusion | null {
  const { constraints, namespace, devices, nowMs } = asking
  const { facts, cost } = network
  return (
    readinessFault(facts, nowMs) ??
    roomFault(network) ??
    tenancyFault(facts, { namespace, tenancy: constraints.tenancy }) ??
    constraintFault(constraints, network) ??
    shapeFault(facts, constraints, devices) ??
    budgetFault(cost, constraints.monthlyBudget)
  )
}
