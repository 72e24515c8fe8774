import { batch, effect, signal, type Signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { ProfileRef } from '../../api/profiles.ts'
import { useDraft, type Draft } from '../../form/draft.ts'
import type { BrowserMemory } from '../../model/browser-memory.ts'
import { keyOf } from '../profile/profile-key.ts'

/** What a new profile is called and for, as it was typed. */
export interface NewProfile {
  /** Whether a save makes a new one, where it could also go back to the one that is looked at. */
  readonly isWanted: boolean
  readonly namespace: string
  readonly name: string
  readonly isDefault: boolean
}

/** The fields that it is typed into. */
export interface NewProfileForm {
  readonly isWanted: Signal<boolean>
  readonly namespace: Signal<string>
  readonly name: Signal<string>
  readonly isDefault: Signal<boolean>
  /** Empties them. */
  readonly forget: () => void
}

/** Fields of a draft: what is typed into them is kept with it. */
export function openNewProfile(
  draft: Draft<NewProfile>,
  begin: NewProfile,
): NewProfileForm & { readonly close: () => void } {
  const kept = draft.value.peek()
  const isWanted = signal(kept.isWanted)
  const namespace = signal(kept.namespace)
  const name = signal(kept.name)
  const isDefault = signal(kept.isDefault)
  const close = effect(() => {
    const now = {
      isWanted: isWanted.value,
      namespace: namespace.value,
      name: name.value,
      isDefault: isDefault.value,
    }
    if (JSON.stringify(now) === JSON.stringify(begin)) draft.forget()
    else draft.value.value = now
  })
  const forget = () =>
    batch(() => {
      isWanted.value = begin.isWanted
      namespace.value = begin.namespace
      name.value = begin.name
      isDefault.value = begin.isDefault
    })
  return { isWanted, namespace, name, isDefault, forget, close }
}

/** Takes what was kept if it has the shape of what was typed. */
export function readNewProfile(kept: unknown): NewProfile | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  const { isWanted, namespace, name, isDefault } = kept as Readonly<Record<string, unknown>>
  if (typeof isWanted !== 'boolean' || typeof isDefault !== 'boolean') return undefined
  if (typeof namespace !== 'string' || typeof name !== 'string') return undefined
  return { isWanted, namespace, name, isDefault }
}

/** A new profile begun from one that is there, or from the built-in one, as the browser keeps it. */
export function useNewProfile(memory: BrowserMemory, from: ProfileRef | null): NewProfileForm {
  const key = from === null ? '' : keyOf(from)
  const begin = useMemo(
    () => ({ isWanted: false, namespace: from?.namespace ?? 'default', name: '', isDefault: false }),
    [key],
  )
  const draft = useDraft(memory, `new-profile-${key}`, begin, readNewProfile)
  const form = useMemo(() => openNewProfile(draft, begin), [draft])
  useEffect(() => form.close, [form])
  return form
}
