import { effect, signal, type Signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { BrowserMemory } from '../model/browser-memory.ts'

/** What somebody has begun to fill in. */
export interface Draft<Value> {
  readonly value: Signal<Value>
  /** Whether it was begun before: on another visit, or before a reload. */
  readonly isResumed: boolean
  /** Forgets it, and begins anew. */
  readonly forget: () => void
}

const prefix = 'draft-'

/** A draft that outlives the view, in the memory it is given. `read` checks what was kept: undefined begins anew. */
export function openDraft<Value>(
  memory: BrowserMemory,
  name: string,
  begin: Value,
  read: (kept: unknown) => Value | undefined,
): Draft<Value> & { readonly close: () => void } {
  const kept = keptIn(memory, prefix + name, read)
  const value = signal(kept ?? begin)
  const close = effect(() => {
    const now = value.value
    memory.keep(prefix + name, now === begin ? null : JSON.stringify(now))
  })
  const forget = () => {
    value.value = begin
  }
  return { value, isResumed: kept !== undefined, forget, close }
}

/** A draft for as long as a component is there; it finds it again when it comes back. */
export function useDraft<Value>(
  memory: BrowserMemory,
  name: string,
  begin: Value,
  read: (kept: unknown) => Value | undefined,
): Draft<Value> {
  const draft = useMemo(() => openDraft(memory, name, begin, read), [memory, name])
  useEffect(() => draft.close, [draft])
  return draft
}

function keptIn<Value>(
  memory: BrowserMemory,
  key: string,
  read: (kept: unknown) => Value | undefined,
): Value | undefined {
  const text = memory.read(key)
  if (text === null) return undefined
  try {
    return read(JSON.parse(text))
  } catch {
    return undefined
  }
}
