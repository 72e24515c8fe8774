import { parseResult } from './parse-result.ts'
import type { ResultRoute } from './result.ts'
import { splitParts } from './scan-json.ts'
import { memberSources, spliceMembers } from './splice-members.ts'
import { isAtLeast, type CniVersion } from './versions.ts'
import { writeResult } from './write-result.ts'

/** `RT_TABLE_MAIN`; a route in another table is nobody's default route unless a rule says so. */
const mainTable = 254

/** What becomes of a result's default routes: whole families go, single ones come. */
export interface RouteChange {
  readonly dropped: ReadonlySet<4 | 6>
  readonly added: readonly ResultRoute[]
}

/**
 * The result, which is of that version, with its default routes changed. Nothing but its routes is touched from 0.3.0
 * on, and nothing at all if there is nothing to change.
 */
export function withDefaultRoutes(
  source: string,
  version: CniVersion,
  { dropped, added }: RouteChange,
): string {
  if (dropped.size === 0 && added.length === 0) return source
  const { result } = parseResult(source)
  const isKept = (route: ResultRoute) => !isDefault(route) || !dropped.has(familyOf(route))
  const kept = result.routes.filter(isKept)
  if (kept.length === result.routes.length && added.length === 0) return source
  if (!isAtLeast(version, '0.3.0')) return writeResult({ ...result, routes: [...kept, ...added] }, version)
  const sources =
    result.routes.length === 0 ? [] : splitParts(memberSources(source).get('routes') ?? '').parts
  const parts = [
    ...sources.filter((_, index) => kept.includes(result.routes[index] as ResultRoute)),
    ...added.map((route) => JSON.stringify(isAtLeast(version, '1.1.0') ? route : plain(route))),
  ]
  return spliceMembers(source, { routes: `[${parts.join(',')}]` })
}

const isDefault = ({ dst, table = mainTable }: ResultRoute) => dst.endsWith('/0') && table === mainTable
const familyOf = ({ dst }: ResultRoute) => (dst.includes(':') ? 6 : 4)
const plain = ({ dst, gw }: ResultRoute) => ({ dst, gw })
