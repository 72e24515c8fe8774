/** Of the nodes out of sight so many are asked in a round: five hundred have had their turn in less than two minutes. */
const othersAtOnce = 25

/**
 * Whom to ask in a round, counted from 0: everybody in the first one, then those in sight and some of the others in turn.
 * The whole boards of hundreds of nodes every five seconds would cost server and browser more than anybody sees.
 */
export function nodesToAsk(nodes: readonly string[], inSight: readonly string[], round: number): string[] {
  if (round === 0) return [...nodes]
  const seen = new Set(inSight)
  const others = nodes.filter((node) => !seen.has(node))
  const turns = Math.max(1, Math.ceil(others.length / othersAtOnce))
  const first = (round % turns) * othersAtOnce
  return [...nodes.filter((node) => seen.has(node)), ...others.slice(first, first + othersAtOnce)]
}

/** The nodes whose rows are in sight of that box. */
export function nodesInSight(box: HTMLElement | null): string[] {
  if (box === null) return []
  const { top, bottom } = box.getBoundingClientRect()
  const rows = [...box.querySelectorAll<HTMLElement>('[data-node]')]
  const isSeen = (row: HTMLElement) => {
    const place = row.getBoundingClientRect()
    return place.bottom > Math.max(0, top) && place.top < Math.min(innerHeight, bottom)
  }
  return rows.filter(isSeen).map((row) => row.dataset['node'] ?? '')
}
