import type { Page } from 'playwright-core'

/** What the Tab key has to lead to, and what it has led to. */
export interface KeyboardWalk {
  /** Controls that Tab never came to. */
  readonly missed: readonly string[]
  /** Stops that show nothing while they have the focus. */
  readonly unseen: readonly string[]
  readonly stops: number
}

/** Numbers every control in the page: of radio buttons with one name the chosen or first is the stop of all. */
const number = `(() => {
  const controls = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'
  let next = 0
  const groups = new Map()
  // What lies under a dialog cannot be come to.
  const within = document.querySelector('dialog:modal') ?? document
  for (const element of document.querySelectorAll('[data-stop]')) delete element.dataset.stop
  for (const element of within.querySelectorAll(controls)) {
    if (element.disabled || element.tabIndex < 0 || !element.checkVisibility({ checkVisibilityCSS: true })) continue
    const group = element.type === 'radio' ? element.name + (element.form?.id ?? '') : ''
    const before = groups.get(group)
    if (group !== '' && before !== undefined && !element.checked) continue
    if (group !== '' && before !== undefined) {
      element.dataset.stop = before.dataset.stop
      delete before.dataset.stop
      continue
    }
    if (group !== '') groups.set(group, element)
    element.dataset.stop = String(next++)
  }
  return next
})()`

/** What has the focus: its number, what it is, and whether one sees that. */
const stop = `(() => {
  const element = document.activeElement
  if (!element || element === document.body) return null
  const rings = [element, ...element.querySelectorAll('*')].map((each) => getComputedStyle(each))
  const parent = element.parentElement ? getComputedStyle(element.parentElement) : null
  const isRing = ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1
  return {
    at: element.dataset.stop ?? '',
    what: element.tagName.toLowerCase() + '.' + element.classList + ' ' + (element.textContent ?? '').trim().slice(0, 40),
    isSeen: [...rings, ...(parent ? [parent] : [])].some(isRing),
  }
})()`

const left = (seen: readonly string[]) => `(() => {
  const seen = new Set(${JSON.stringify(seen)})
  return [...document.querySelectorAll('[data-stop]')]
    .filter((element) => !seen.has(element.dataset.stop) && element.checkVisibility({ checkVisibilityCSS: true }))
    .map((element) => element.outerHTML.slice(0, 120))
})()`

/** Goes through the page by Tab alone, from its beginning, until it is at the beginning again. */
export async function walkByKeyboard(page: Page): Promise<KeyboardWalk> {
  await page.evaluate('document.activeElement?.blur()')
  const controls = await page.evaluate<number>(number)
  const seen = new Set<string>()
  const unseen: string[] = []
  // Rows that come while one walks add a few stops.
  for (let press = 0; press < controls + 40; press += 1) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate<{ at: string; what: string; isSeen: boolean } | null>(stop)
    if (at === null) continue
    if (at.at !== '' && seen.has(at.at) && seen.size >= controls) break
    if (!at.isSeen) unseen.push(at.what)
    if (at.at !== '') seen.add(at.at)
  }
  return { missed: await page.evaluate<string[]>(left([...seen])), unseen, stops: seen.size }
}
