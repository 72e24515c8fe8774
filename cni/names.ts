import { exceedsUtf8 } from './utf8-length.ts'

/** What the specification allows as a container id and as a network's name. */
export const isName = (text: string): boolean => /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(text)

/** Whether the text may be a plugin's type: a file name without any way out of CNI_PATH. */
export const isPluginType = (text: unknown): text is string =>
  typeof text === 'string' && /^[A-Za-z0-9._-]+$/.test(text) && !text.includes('..') && text !== '.'

/** What is wrong with an interface name, as words that follow it in a sentence; null if nothing is. */
export function ifnameFault(ifname: string): string | null {
  if (ifname === '') return 'is empty'
  if (exceedsUtf8(ifname, 15)) return 'is longer than 15 bytes'
  if (ifname === '.' || ifname === '..') return 'is a directory'
  if (/[/:\s]/.test(ifname)) return 'holds a slash, a colon or white space'
  return null
}
