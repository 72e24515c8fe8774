import type { SelectionProfileSpec } from '../../../domain/resources/selection-profile.ts'
import type { ProfileRef } from '../../api/profiles.ts'
import { usePage } from '../../page/page-parts.ts'
import { isWritable } from '../edit/begin-edit.ts'
import type { WeightEdit } from '../edit/weight-edit.ts'
import { useNewProfile, type NewProfileForm } from './new-profile.ts'

/** Where a save goes: back to the profile, or to a new one that is named here. */
export interface SaveTarget {
  readonly isNew: boolean
  /** What the new one is called and for; kept until it is saved or given up. */
  readonly form: NewProfileForm
  /** Undefined as long as the names cannot be taken. */
  readonly ref: ProfileRef | undefined
  readonly faults: readonly ('/namespace' | '/name')[]
  readonly spec: SelectionProfileSpec
}

const label = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?'
const namespacePattern = new RegExp(`^${label}$`)
const namePattern = new RegExp(`^(?=.{1,253}$)${label}(\\.${label})*$`)

/** A new profile takes over all but whom the old one is for. */
export function useTarget({ start, spec }: WeightEdit): SaveTarget {
  const form = useNewProfile(usePage().memory.browser, start.ref)
  const isNew = form.isWanted.value || !isWritable(start)
  const named = { namespace: form.namespace.value.trim(), name: form.name.value.trim() }
  const faults = [
    ...(namespacePattern.test(named.namespace) ? [] : ['/namespace' as const]),
    ...(namePattern.test(named.name) ? [] : ['/name' as const]),
  ]
  const { podSelector: _pods, namespaceDefault: _default, ...rest } = spec.value
  return {
    isNew,
    form,
    faults: isNew ? faults : [],
    ref: isNew ? (faults.length === 0 ? named : undefined) : (start.ref ?? undefined),
    spec: isNew ? { ...rest, ...(form.isDefault.value && { namespaceDefault: true }) } : spec.value,
  }
}
