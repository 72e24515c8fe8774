import type { ProfileRef } from '../api/profiles.ts'

/** The merge patch of RFC 7396 that makes one object the other. */
export function mergePatch(before: object, after: object): Record<string, unknown> {
  const from = new Map<string, unknown>(Object.entries(before))
  const to = new Map<string, unknown>(Object.entries(after))
  const keys = [...new Set([...from.keys(), ...to.keys()])]
  return Object.fromEntries(
    keys.flatMap((key): [string, unknown][] => {
      const [old, now] = [from.get(key), to.get(key)]
      if (JSON.stringify(old) === JSON.stringify(now)) return []
      if (now === undefined) return [[key, null]]
      return [[key, isParent(old) && isParent(now) ? mergePatch(old, now) : now]]
    }),
  )
}

/** The kubectl command of exactly this change of a profile's spec. */
export function patchCommand({ namespace, name }: ProfileRef, before: object, after: object): string {
  const patch = JSON.stringify({ spec: mergePatch(before, after) })
  const target = `selectionprofiles.cni-genie.io ${quoted(name)} -n ${quoted(namespace)}`
  return `kubectl patch ${target} --type=merge -p ${quoted(patch)}`
}

/** A word for a POSIX shell, whatever is in it. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`
}

function isParent(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
