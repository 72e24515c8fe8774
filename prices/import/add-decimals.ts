/** The sum of two decimal texts, to the last digit; of one that is null the other. */
export function addDecimals(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other
  const places = Math.max(placesOf(one), placesOf(other))
  const sum = (scaled(one, places) + scaled(other, places)).toString().padStart(places + 1, '0')
  return places === 0 ? sum : `${sum.slice(0, -places)}.${sum.slice(-places)}`
}

const placesOf = (text: string) => text.split('.')[1]?.length ?? 0

function scaled(text: string, places: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.')
  return BigInt(whole + fraction.padEnd(places, '0'))
}
