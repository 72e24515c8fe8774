import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { ApiFault } from './api-fault.ts'

/** The `ETag` of a version. */
export const versionTag = (version: number): string => `"${version}"`

/** The `ETag` of an answer that has no version of its own. */
export function contentTag(answer: unknown): string {
  return `"${createHash('sha256').update(JSON.stringify(answer)).digest('base64url').slice(0, 22)}"`
}

/** Whether the caller has this answer already; a weak tag is as good as a strong one here. */
export function isKnownTag(headers: IncomingHttpHeaders, tag: string): boolean {
  return tagsIn(headers['if-none-match']).some((each) => each === '*' || each.replace(/^W\//, '') === tag)
}

/** Stands for a version that nothing has: whoever asks for it is late. */
const noVersion = -1

/**
 * Which version a write is meant for: null if there must be none yet (`If-None-Match: *`), undefined if whatever there is
 * will do (`If-Match: *`).
 * @throws {ApiFault} 428 if the caller does not say
 */
export function expectedVersion(headers: IncomingHttpHeaders): number | null | undefined {
  const match = tagsIn(headers['if-match'])
  if (match.length === 0) {
    if (tagsIn(headers['if-none-match']).includes('*')) return null
    throw new ApiFault(
      428,
      'Cannot write without knowing what is there: send If-Match with the ETag that was read, or If-None-Match: * for something new',
    )
  }
  if (match.includes('*')) return undefined
  const version = /^"(\d{1,16})"$/.exec(match.length === 1 ? (match[0] ?? '') : '')?.[1]
  return version === undefined ? noVersion : Number(version)
}

function tagsIn(header: string | undefined): readonly string[] {
  return (header ?? '')
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}
