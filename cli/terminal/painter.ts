import { styleText } from 'node:util'

/** What a piece of text stands for; the terminal's own palette says how it looks. */
export type Tone = 'plain' | 'good' | 'warning' | 'bad' | 'dim' | 'strong' | 'accent'

/** Gives a text its colour. */
export type Painter = (tone: Tone, text: string) => string

const formats = {
  good: 'green',
  warning: 'yellow',
  bad: 'red',
  dim: 'dim',
  strong: 'bold',
  accent: 'cyan',
} as const

/** No colours at all: for a pipe, NO_COLOR and --no-color. */
export const plainPainter: Painter = (_tone, text) => text

/** The sixteen colours that every terminal has. */
export const colourPainter: Painter = (tone, text) =>
  tone === 'plain' || text === '' ? text : styleText(formats[tone], text, { validateStream: false })
