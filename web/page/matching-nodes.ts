import type { SeenNode } from '../../domain/seen-node.ts'

/** More than this nobody reads through: the rest is found by a part of its name. */
const mostShown = 100

/** The nodes whose name has the text in it, whatever its case, and how many of these are not shown. */
export function matchingNodes(
  nodes: readonly SeenNode[],
  text: string,
): { readonly shown: readonly SeenNode[]; readonly more: number } {
  const wanted = text.trim().toLowerCase()
  const matching = nodes.filter(({ name }) => name.toLowerCase().includes(wanted))
  return { shown: matching.slice(0, mostShown), more: Math.max(0, matching.length - mostShown) }
}
