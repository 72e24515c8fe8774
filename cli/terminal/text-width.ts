const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Wide and full-width characters (Unicode annex 11), and what is shown as an emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u
const invisible = /^[\p{Mn}\p{Me}\p{Cf}]+$/u

// eslint would take the escape for a mistake; it is what a terminal's commands begin with.
const commandStart = String.fromCharCode(27)
const colours = new RegExp(`${commandStart}\\[[0-9;]*m`, 'g')

/** How many columns of a terminal a text takes; colours take none. */
export function textWidth(text: string): number {
  let width = 0
  for (const { segment } of graphemes.segment(text.replaceAll(colours, '')))
    width += invisible.test(segment) ? 0 : wide.test(segment) ? 2 : 1
  return width
}

/** The text cut to so many columns, with `…` in place of what is left out. The text has no colours. */
export function cutToWidth(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text
  let cut = ''
  let width = 0
  for (const { segment } of graphemes.segment(text)) {
    width += textWidth(segment)
    if (width > columns - 1) break
    cut += segment
  }
  return `${cut}…`
}

/** The text without anything that a terminal would obey: names and messages come from others. */
export function withoutControls(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
}
