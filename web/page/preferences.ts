import { signal } from '@preact/signals'
import { languages, showLanguage, type Language } from '../catalogue/language.ts'
import type { BrowserMemory } from '../model/browser-memory.ts'

/** The schemes that the page has. */
export const themes = ['system', 'light', 'dark'] as const
/** One of them; `system` follows the system as it changes. */
export type Theme = (typeof themes)[number]

const isLanguage = (text: string): text is Language => Object.hasOwn(languages, text)
const isTheme = (text: string | null): text is Theme => themes.some((each) => each === text)

/** The language to begin with: what the address asks for, else what was chosen, else the first that the browser prefers. */
export function firstLanguage(search: string, kept: string | null, preferred: readonly string[]): Language {
  const asked = [new URLSearchParams(search).get('lang'), kept, ...preferred]
  const known = asked.map((tag) => tag?.toLowerCase().split('-')[0] ?? '').find(isLanguage)
  return known ?? 'en'
}

/** How the reader wants the page; kept in the browser. */
export class Preferences {
  readonly theme = signal<Theme>('system')
  readonly #memory: BrowserMemory
  readonly #root: HTMLElement

  constructor(memory: BrowserMemory, root: HTMLElement) {
    this.#memory = memory
    this.#root = root
    const kept = memory.read('theme')
    if (isTheme(kept)) this.#show(kept)
  }

  chooseTheme(theme: Theme): void {
    this.#memory.keep('theme', theme === 'system' ? null : theme)
    this.#show(theme)
  }

  /** Begins in the language that fits; resolves once its words are there. */
  async begin(search: string, preferred: readonly string[]): Promise<void> {
    await this.#speak(firstLanguage(search, this.#memory.read('language'), preferred))
  }

  async chooseLanguage(language: Language): Promise<void> {
    this.#memory.keep('language', language)
    await this.#speak(language)
  }

  #show(theme: Theme): void {
    this.theme.value = theme
    this.#root.dataset['theme'] = theme
  }

  async #speak(language: Language): Promise<void> {
    await showLanguage(language)
    this.#root.lang = language
  }
}
