import { splitParts } from './scan-json.ts'
import { memberSources, spliceMembers } from './splice-members.ts'

/**
 * Replaces the plugins of a conflist's source text by what `change` makes of theirs, which it gets as source texts in
 * their order; a conflist without plugins has none. Every other byte stays.
 */
export function splicePlugins(
  conflist: string,
  change: (plugins: readonly string[]) => readonly string[],
): string {
  const source = memberSources(conflist).get('plugins')
  const plugins = source === undefined ? [] : splitParts(source).parts.map((part) => part.trim())
  return spliceMembers(conflist, { plugins: `[${change(plugins).join(',')}]` })
}
