import type { PodInterface } from './pod-interface.ts'

/** Annotation by which CNI-Genie tells the addresses of a pod of several networks. */
export const multiIpPreferencesKey = 'multi-ip-preferences'

/** The annotation's value. */
export interface MultiIpPreferences {
  /** How many networks the pod has. */
  readonly multi_entry: number
  /** `ip1`, `ip2` and so on, in order of attachments. */
  readonly ips: Readonly<Record<string, { readonly ip: string; readonly interface: string }>>
}

/** Null for a pod of a single network. A network without addresses has an empty one, so that `ipN` is the Nth. */
export function multiIpPreferences(interfaces: readonly PodInterface[]): MultiIpPreferences | null {
  if (interfaces.length < 2) return null
  const entries = interfaces.map(({ ips, ifname }, index) => [
    `ip${index + 1}`,
    { ip: ips[0] ?? '', interface: ifname },
  ])
  return { multi_entry: interfaces.length, ips: Object.fromEntries(entries) as MultiIpPreferences['ips'] }
}
