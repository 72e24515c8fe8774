import { useSignal, type Signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import type { SelectionProfileSpec } from '../../../domain/resources/selection-profile.ts'
import type { ProfileRef } from '../../api/profiles.ts'
import { isWritable } from '../edit/begin-edit.ts'
import type { WeightEdit } from '../edit/weight-edit.ts'

/** Where a save goes: back to the profile, or to a new one that is named here. */
export interface SaveTarget {
  readonly isNew: boolean
  readonly setNew: (isNew: boolean) => void
  readonly namespace: Signal<string>
  readonly name: Signal<string>
  readonly isDefault: Signal<boolean>
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
  const [asNew, setNew] = useState(false)
  const namespace = useSignal(start.ref?.namespace ?? 'default')
  const name = useSignal('')
  const isDefault = useSignal(false)
  const isNew = asNew || !isWritable(start)
  const named = { namespace: namespace.value.trim(), name: name.value.trim() }
  const faults = [
    ...(namespacePattern.test(named.namespace) ? [] : ['/namespace' as const]),
    ...(namePattern.test(named.name) ? [] : ['/name' as const]),
  ]
  const { podSelector: _pods, namespaceDefault: _default, ...rest } = spec.value
  return {
    isNew,
    setNew,
    namespace,
    name,
    isDefault,
    faults: isNew ? faults : [],
    ref: isNew ? (faults.length === 0 ? named : undefined) : (start.ref ?? undefined),
    spec: isNew ? { ...rest, ...(isDefault.value && { namespaceDefault: true }) } : spec.value,
  }
}
