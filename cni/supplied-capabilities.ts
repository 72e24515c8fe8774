import { memberSources } from './splice-members.ts'

/**
 * The capability arguments that are supplied, as the source text of one object, as far as they are declared; null if
 * there are none (specification, section "Deriving runtimeConfig").
 */
export function suppliedCapabilities(declared: readonly string[], supplied: string): string | null {
  if (declared.length === 0) return null
  const sources = memberSources(supplied)
  const members = [...new Set(declared)].flatMap((name) => {
    const source = sources.get(name)
    return source === undefined ? [] : [`${JSON.stringify(name)}:${source}`]
  })
  return members.length === 0 ? null : `{${members.join(',')}}`
}
