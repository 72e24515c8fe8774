import { splitMember, splitParts } from './scan-json.ts'

/** Go's decoder takes a key whatever its case, with these folds beyond ASCII; a delegate must not find the old member. */
const fold = (key: string) => key.toLowerCase().replaceAll('ſ', 's')

/**
 * Sets members of the JSON object in `source` to the given JSON source texts, or removes those set to null. Members of
 * the same name in any case give way; of all others every byte and their order stay.
 */
export function spliceMembers(source: string, members: Readonly<Record<string, string | null>>): string {
  const { head, parts, tail } = splitParts(source)
  const names = Object.keys(members).map(fold)
  const kept = parts.filter((part) => !names.includes(fold(splitMember(part).key)))
  const set = Object.entries(members).flatMap(([key, value]) =>
    value === null ? [] : [`${JSON.stringify(key)}:${value}`],
  )
  return head + [...set, ...kept].join(',') + tail
}

/** The members of the JSON object in `source` as source texts; the last of equal keys counts, as in JSON.parse. */
export const memberSources = (source: string): ReadonlyMap<string, string> =>
  new Map(
    splitParts(source).parts.map((part) => {
      const { key, value } = splitMember(part)
      return [key, value]
    }),
  )
