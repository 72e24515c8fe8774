import type { NetworkSettings } from './network-settings.ts'

/** A network as far as its link goes. */
export interface UplinkUser {
  readonly name: string
  readonly settings: Pick<NetworkSettings, 'uplink' | 'uplinkGroup'>
  /** Of its newest sample: the device and adapter behind its traffic figures. */
  readonly source: string | null
}

/** Devices of the host's, whoever read them, not a number of pods: whoever has the same one has the same counters. */
const devices =
  /^(?:sysfs|kubelet-summary|kubelet-cadvisor|cadvisor|prometheus):(?!\d+ (?:veths|interfaces of pods)$)(.+)$/

/** What a network's traffic figures are of: an interface, which several networks may have in common, or it alone. */
export function countersOf({ name, source }: Pick<UplinkUser, 'name' | 'source'>): string {
  const device = devices.exec(source ?? '')?.[1]
  return device === undefined ? `network ${name}` : `interface ${device}`
}

/**
 * For each network the names of all that share its fate, itself included: networks of one `uplinkGroup`, on one uplink,
 * or counted at one interface, and whoever shares with one of these.
 */
export function uplinkGroups(users: readonly UplinkUser[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>()
  const byLink = new Map<string, string>()
  for (const user of users) {
    let members: readonly string[] = [user.name]
    for (const link of linksOf(user)) {
      const before = byLink.get(link)
      if (before !== undefined) members = [...new Set([...(groups.get(before) ?? []), ...members])]
      byLink.set(link, user.name)
    }
    for (const member of members) groups.set(member, members)
  }
  return groups
}

function linksOf(user: UplinkUser): string[] {
  const { uplink, uplinkGroup } = user.settings
  return [
    ...(uplinkGroup === undefined ? [] : [`group ${uplinkGroup}`]),
    ...(uplink === undefined ? [] : [`interface ${uplink}`]),
    countersOf(user),
  ]
}
