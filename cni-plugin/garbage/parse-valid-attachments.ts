import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import { parseJson } from '../../cni/parse-json.ts'
import { shown } from '../../cni/shown.ts'
import type { EntryName } from '../journal/entry-name.ts'

/** What the list is called; the specification's first text of GC had the second name. */
export const validAttachmentsKeys = ['cni.dev/valid-attachments', 'cni.dev/attachments'] as const

/**
 * The attachments that a GC is not to touch (specification, section "GC"). `null` is how the reference library writes
 * a list without entries, and CRI-O sends it from a node without pods. Throws code 7 for a list that is missing or
 * malformed: who would take it for an empty one would undo every attachment of the node.
 */
export function parseValidAttachments(stdin: string): readonly EntryName[] {
  const conf = parseJson(stdin) as Readonly<Record<string, unknown>>
  const key = validAttachmentsKeys.find((name) => name in conf)
  if (key === undefined)
    throw invalid(`${validAttachmentsKeys[0]} is missing: list the attachments that are valid`)
  const list = conf[key] ?? []
  if (!Array.isArray(list)) throw invalid(`${key} must be a list, found ${shown(list)}`)
  return list.map((entry: unknown) => readEntry(key, entry))
}

function readEntry(key: string, entry: unknown): EntryName {
  const { containerID, ifname } = (entry ?? {}) as Readonly<Record<string, unknown>>
  if (typeof containerID !== 'string' || typeof ifname !== 'string' || containerID === '' || ifname === '')
    throw invalid(`${key} must hold objects with the texts containerID and ifname`)
  return { containerId: containerID, ifname }
}

const invalid = (fault: string) =>
  new CniError(errorCodes.invalidConfig, `Cannot collect garbage as ${fault}`)
