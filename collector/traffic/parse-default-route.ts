/** `RTF_UP` of Linux' `route.h`. */
const up = 0x1

/** The interface of the IPv4 default route with the lowest metric, from the text of `/proc/net/route`; null if none. */
export function parseDefaultRoute(text: string): string | null {
  const routes = text
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .flatMap(([name = '', destination, , flags = '', , , metric, mask]) =>
      destination === '00000000' && mask === '00000000' && (Number.parseInt(flags, 16) & up) !== 0
        ? [{ name, metric: Number(metric) }]
        : [],
    )
    .sort((left, right) => left.metric - right.metric)
  return routes[0]?.name ?? null
}
