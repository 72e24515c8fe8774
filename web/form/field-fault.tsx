import type { ComponentChildren } from 'preact'
import type { ApiFault } from '../api/api-fault.ts'
import { faultAt } from './fault-at.ts'
import { PlaceFaults } from './place-faults.tsx'

/** What is said at a field: what the form itself finds, else what the server has found there; undefined if nothing. */
export function fieldFault(
  fault: ComponentChildren,
  refusal: ApiFault | undefined,
  pointer: string,
): ComponentChildren {
  if (fault !== undefined) return fault
  const found = faultAt(refusal, pointer)
  return found && <PlaceFaults faults={found} />
}
