import { runCommand } from '../../lab/run-command.ts'

/** As much of a CNI result as is looked for in the pod. */
interface AddResult {
  readonly interfaces?: readonly { readonly name: string }[]
  readonly ips?: readonly { readonly address: string; readonly interface?: number }[]
}

/** As much of what `ip -j address` says. */
interface Link {
  readonly ifname: string
  readonly addr_info: readonly { readonly local: string; readonly prefixlen: number }[]
}

/** What a pod lacks of what its ADD has answered, in a few words; null if all of it is there. */
export async function missingInPod(
  namespace: string,
  ifnames: readonly string[],
  result: AddResult,
): Promise<string | null> {
  const found = await addressesIn(namespace)
  const promised = (result.ips ?? []).map(
    ({ address, interface: at = -1 }) => `${result.interfaces?.[at]?.name ?? ''} ${address}`,
  )
  const without = ifnames.filter((ifname) => !promised.some((line) => line.startsWith(`${ifname} `)))
  if (without.length > 0) return `the result has no address of ${without.join(', ')}`
  const missing = promised.filter((line) => !found.includes(line))
  return missing.length === 0 ? null : `the pod has no ${missing.join(', ')}`
}

/** `ifname address/prefix` of every address in a namespace. */
async function addressesIn(namespace: string): Promise<string[]> {
  const links = JSON.parse((await runCommand(['ip', '-n', namespace, '-j', 'address'])) || '[]') as Link[]
  return links.flatMap(({ ifname, addr_info: addresses }) =>
    addresses.map(({ local, prefixlen }) => `${ifname} ${local}/${prefixlen}`),
  )
}
