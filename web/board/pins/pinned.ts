/** Two are compared; the third pin takes the place of the older one. */
const mostPins = 2

/** The networks that are pinned, as the address has them. */
export function pinnedIn(query: Readonly<Record<string, string>>): readonly string[] {
  return (query['pin'] ?? '').split(',').filter(Boolean).map(decodeURIComponent).slice(0, mostPins)
}

/** The address after a network is pinned or let go. */
export function withPin(pins: readonly string[], network: string): string | undefined {
  const next = pins.includes(network)
    ? pins.filter((each) => each !== network)
    : [...pins, network].slice(-mostPins)
  return next.length === 0 ? undefined : next.map(encodeURIComponent).join(',')
}
