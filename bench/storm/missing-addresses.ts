/** As much of a CNI result as is looked for in the pod. */
export interface AddResult {
  readonly interfaces?: readonly { readonly name: string }[]
  readonly ips?: readonly { readonly address: string; readonly interface?: number }[]
}

/** As much of what `ip -j address` says of an interface. */
export interface Link {
  readonly ifname: string
  readonly addr_info: readonly { readonly local: string; readonly prefixlen: number }[]
}

/**
 * What a pod lacks of the interfaces that it was to have and of the addresses that its ADD has answered, in a few
 * words; null if all of it is there.
 */
export function missingAddresses(
  ifnames: readonly string[],
  { interfaces = [], ips = [] }: AddResult,
  links: readonly Link[],
): string | null {
  const promised = ips.map(
    ({ address, interface: at = -1 }) => `${interfaces[at]?.name ?? '(no interface)'} ${address}`,
  )
  const without = ifnames.filter((ifname) => !promised.some((line) => line.startsWith(`${ifname} `)))
  if (without.length > 0) return `the result has no address of ${without.join(', ')}`
  const found = links.flatMap(({ ifname, addr_info: addresses }) =>
    addresses.map(({ local, prefixlen }) => `${ifname} ${local}/${prefixlen}`),
  )
  const missing = promised.filter((line) => !found.includes(line))
  return missing.length === 0 ? null : `the pod has no ${missing.join(', ')}`
}
