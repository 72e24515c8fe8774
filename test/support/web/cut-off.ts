import type { Page } from 'playwright-core'

/** Runs in the page. What can be scrolled to inside of a box of its own is not cut off. */
const look = `(() => {
  const width = document.documentElement.clientWidth
  const boxes = (element) => {
    const found = []
    for (let box = element.parentElement; box; box = box.parentElement) found.push(getComputedStyle(box))
    return found
  }
  const isHidden = (element, style) =>
    !element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }) ||
    [style, ...boxes(element)].some(({ clipPath }) => clipPath !== 'none')
  const scrolls = (element) => boxes(element).some(({ overflowX }) => /auto|scroll/.test(overflowX))
  const says = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')
  const named = (element, why) =>
    element.tagName.toLowerCase() + '.' + element.classList + ' ' + why + ': ' + element.textContent.trim().slice(0, 60)
  const found = []
  const outside = new Set()
  if (document.documentElement.scrollWidth > width) found.push('the page scrolls sideways')
  for (const element of document.body.querySelectorAll('*:not(script, noscript, svg *)')) {
    const style = getComputedStyle(element)
    if (isHidden(element, style)) continue
    const { left, right } = element.getBoundingClientRect()
    const leaves = (left < -0.5 || right > width + 0.5) && !scrolls(element)
    if (leaves) outside.add(element)
    if (leaves && !outside.has(element.parentElement)) found.push(named(element, 'leaves the window'))
    const isCut = /hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1
    if (isCut && says(element) && !element.title) found.push(named(element, 'is cut'))
  }
  return found
})()`

/** What of a page is beyond the window's sides, or is text that its box cuts without a title that has all of it. */
export const cutOff = (page: Page): Promise<readonly string[]> => page.evaluate<string[]>(look)
