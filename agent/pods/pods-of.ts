import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import type { PodAttachments } from '../../domain/pod-attachments.ts'
import { multiIpPreferences, multiIpPreferencesKey } from './multi-ip-preferences.ts'
import { networkStatus, networkStatusKey } from './network-status.ts'
import { podInterface, type PodInterface } from './pod-interface.ts'

/** What the journal says of every pod sandbox whose attaching is done; a container may have several records. */
export function podsOf(records: readonly AttachmentRecord[]): PodAttachments[] {
  const done = records.filter(({ state }) => state === 'done')
  return [...Map.groupBy(done, ({ containerId }) => containerId).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : podOf(first, others),
  )
}

function podOf(first: AttachmentRecord, others: readonly AttachmentRecord[]): PodAttachments {
  const interfaces = [first, ...others].flatMap(({ attachments }) => attachments.map(podInterface))
  return {
    namespace: first.podNamespace,
    name: first.podName,
    uid: first.podUid,
    containerId: first.containerId,
    attachments: interfaces.map(({ network, nad, ifname, ips, mac }) => ({ network, nad, ifname, ips, mac })),
    annotations: annotationsOf(interfaces, first.ifname),
  }
}

function annotationsOf(interfaces: readonly PodInterface[], cniIfname: string): Record<string, string> {
  const preferences = multiIpPreferences(interfaces)
  return {
    [networkStatusKey]: JSON.stringify(networkStatus(interfaces, cniIfname)),
    ...(preferences !== null && { [multiIpPreferencesKey]: JSON.stringify(preferences) }),
  }
}
