import { signal, type Signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { useDraft } from '../form/draft.ts'
import type { BrowserMemory } from '../model/browser-memory.ts'
import type { Texts } from './answers-of.ts'

/** What stands in the form, a signal for each place of the request. */
export interface AnswerForm {
  readonly texts: Signal<Texts>
  readonly isResumed: boolean
  /** The text at a place; writing it is typing. */
  readonly at: (pointer: string) => Signal<string>
  readonly clear: () => void
}

const nothing: Texts = {}
const mostKept = 4_000

/** A form that the browser keeps, and fills in again on the next visit. */
export function useAnswerForm(memory: BrowserMemory): AnswerForm {
  const draft = useDraft(memory, 'questionnaire', nothing, readTexts)
  const fields = useMemo(() => fieldsOf(draft.value), [draft])
  useEffect(() => fields.close, [fields])
  return { texts: draft.value, isResumed: draft.isResumed, at: fields.at, clear: fields.clear }
}

/** Only texts by place count; anything else that was kept begins anew. */
export function readTexts(kept: unknown): Texts | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  const entries = Object.entries(kept).filter(
    (entry): entry is [string, string] =>
      entry[0].startsWith('/') && typeof entry[1] === 'string' && entry[1].length <= mostKept,
  )
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

function fieldsOf(texts: Signal<Texts>) {
  const made = new Map<string, { readonly field: Signal<string>; readonly close: () => void }>()
  const at = (pointer: string): Signal<string> => {
    const known = made.get(pointer)
    if (known) return known.field
    const field = signal(texts.peek()[pointer] ?? '')
    const close = field.subscribe((text) => {
      const now = texts.peek()
      if ((now[pointer] ?? '') === text) return
      const { [pointer]: _before, ...others } = now
      const next = text === '' ? others : { ...others, [pointer]: text }
      texts.value = Object.keys(next).length === 0 ? nothing : next
    })
    made.set(pointer, { field, close })
    return field
  }
  const clear = () => {
    texts.value = nothing
    for (const { field } of made.values()) field.value = ''
  }
  return { at, clear, close: () => made.forEach(({ close }) => close()) }
}
