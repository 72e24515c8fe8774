import { computed, signal, type ReadonlySignal } from '@preact/signals'

/** The languages that the page has all its words in. */
export type Language = 'en' | 'zh'

/** What each calls itself, and the locale of numbers and times: the one of the words around them. */
export const languages: Readonly<Record<Language, { readonly name: string; readonly locale: string }>> = {
  en: { name: 'English', locale: 'en-GB' },
  zh: { name: '中文', locale: 'zh-CN' },
}

const shown = signal<Language>('en')
let wanted: Language = 'en'
const loaders: (() => Promise<unknown>)[] = []
const loading = new Set<Promise<unknown>>()

/** The language that the page is in: everything that reads words or formats figures follows it. */
export const language: ReadonlySignal<Language> = shown

/**
 * The words of one part of the page, in the language shown. English comes with the part; Chinese is fetched by those who
 * read it. `chinese` has to have every word of `english`: the compiler says which are missing.
 */
export function wordsOf<Words>(
  english: Words,
  chinese: () => Promise<{ readonly chinese: Words }>,
): ReadonlySignal<Words> {
  const translated = signal<Words | undefined>(undefined)
  loaders.push(async () => {
    translated.value ??= (await chinese()).chinese
  })
  if (wanted === 'zh') void keepLoading(loaders.slice(-1))
  return computed(() => (shown.value === 'zh' ? (translated.value ?? english) : english))
}

/** Resolves once every part that has asked for words has them: what is shown before would be in two languages. */
export async function wordsAreThere(): Promise<void> {
  while (loading.size > 0) await Promise.all(loading)
}

/** Shows the page in that language, as soon as its words are there. */
export async function showLanguage(next: Language): Promise<void> {
  wanted = next
  if (next === 'zh') await keepLoading(loaders)
  if (wanted === next) shown.value = next
}

/** A part whose words cannot be fetched stays in English. */
async function keepLoading(parts: readonly (() => Promise<unknown>)[]): Promise<void> {
  const all = Promise.all(parts.map((load) => load().catch(() => undefined)))
  loading.add(all)
  await all
  loading.delete(all)
}

/** A value that is made once for each language, such as a formatter of `Intl`; call it where the value is used. */
export function perLanguage<Value>(make: (locale: string) => Value): () => Value {
  const made = new Map<Language, Value>()
  return () => {
    const at = shown.value
    const known = made.get(at)
    if (known !== undefined) return known
    const value = make(languages[at].locale)
    made.set(at, value)
    return value
  }
}
