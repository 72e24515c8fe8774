import { useId, useRef } from 'preact/hooks'
import { languages, language, type Language } from '../catalogue/language.ts'
import { pageWords } from '../catalogue/page.ts'
import { usePage } from './page-parts.ts'
import { themes } from './preferences.ts'

/** Colours and language, behind one button. */
export function DisplayMenu() {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const words = pageWords.value
  const stand = () => {
    if (!button.current || !menu.current) return
    const { right, bottom } = button.current.getBoundingClientRect()
    menu.current.style.right = `${document.documentElement.clientWidth - right}px`
    menu.current.style.top = `${bottom + 6}px`
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        class="button button--icon"
        aria-label={words.display}
        title={words.display}
        popovertarget={id}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="6.200" />
          <path d="M8 1.800a6.200 6.200 0 0 1 0 12.400z" />
        </svg>
      </button>
      <div ref={menu} id={id} class="menu" popover="auto" onBeforeToggle={stand}>
        <Themes />
        <Languages />
      </div>
    </>
  )
}

function Themes() {
  const { preferences } = usePage()
  const words = pageWords.value
  return (
    <fieldset class="menu__group">
      <legend>{words.theme}</legend>
      {themes.map((theme) => (
        <label key={theme} class="menu__choice">
          <input
            type="radio"
            name="theme"
            checked={preferences.theme.value === theme}
            onChange={() => preferences.chooseTheme(theme)}
          />
          {words.themes[theme]}
        </label>
      ))}
    </fieldset>
  )
}

function Languages() {
  const { preferences } = usePage()
  return (
    <fieldset class="menu__group">
      <legend>{pageWords.value.language}</legend>
      {(Object.keys(languages) as Language[]).map((each) => (
        <label key={each} class="menu__choice" lang={each}>
          <input
            type="radio"
            name="language"
            checked={language.value === each}
            onChange={() => void preferences.chooseLanguage(each)}
          />
          {languages[each].name}
        </label>
      ))}
    </fieldset>
  )
}
