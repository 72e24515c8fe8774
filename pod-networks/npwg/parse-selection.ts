import { parseJson } from '../../cni/parse-json.ts'
import { splitParts } from '../../cni/scan-json.ts'
import { exceedsUtf8 } from '../../cni/utf8-length.ts'
import { quoted } from '../quoted.ts'
import { refuseTooMany } from '../refuse-too-many.ts'
import { refused } from '../refused.ts'
import type { NetworkSelection } from './network-selection.ts'
import { parseElement } from './parse-element.ts'

export type { NetworkSelection }

const maxBytes = 65_536

/**
 * Reads a network selection annotation (NPWG v1.3, section 4.1): names separated by commas, or a JSON list. A blank one
 * selects nothing. `where` is the annotation's key, `podNamespace` that of selections which name none.
 * @throws {CniError} of code 7, naming the entry and the value that is wrong
 */
export function parseSelection(
  text: string,
  podNamespace: string,
  where: string,
): readonly NetworkSelection[] {
  if (exceedsUtf8(text, maxBytes))
    throw refused(`Cannot read ${where} as it is longer than ${maxBytes} bytes: select fewer networks`)
  if (text.trim() === '') return []
  const isJson = /[[{"]/.test(text)
  const parts = isJson ? jsonParts(text, where) : text.split(',').map((entry) => partOf(entry, text, where))
  refuseTooMany(parts, where)
  return parts.map(({ value, source }, index) =>
    parseElement(value, source, podNamespace || 'default', { position: index + 1, where }),
  )
}

/** An element of the list, parsed and as source text. */
interface Part {
  readonly value: unknown
  readonly source: string
}

function jsonParts(text: string, where: string): readonly Part[] {
  const list = parsed(text, where)
  if (!Array.isArray(list))
    throw refused(`Cannot read ${where} as ${quoted(list)} is no list: put the networks into [ ]`)
  const sources = splitParts(text).parts
  return list.map((value: unknown, index) => ({ value, source: sources[index] ?? '' }))
}

function parsed(text: string, where: string): unknown {
  try {
    return parseJson(text)
  } catch {
    throw refused(
      `Cannot read ${where} as it is no valid JSON: write a JSON list, or names separated by commas`,
    )
  }
}

/** `namespace/name@interface` as the element that says the same. */
function partOf(entry: string, text: string, where: string): Part {
  if (entry.trim() === '')
    throw refused(
      `Cannot read ${quoted(text)} in ${where} as an entry is empty: name a network there or remove the comma`,
    )
  const [, namespace, name, ifname] = /^(?:([^/@]*)\/)?([^/@]*)(?:@([^/@]*))?$/.exec(entry) ?? []
  const element = { namespace: namespace?.trim(), name: name?.trim() ?? '', interface: ifname?.trim() }
  if (Object.values(element).includes(''))
    throw refused(`Cannot read ${quoted(entry.trim())} in ${where}: write namespace/name@interface`)
  return { value: element, source: JSON.stringify(element) }
}
