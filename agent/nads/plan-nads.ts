import { spliceMembers } from '../../cni/splice-members.ts'
import { splicePlugins } from '../../cni/splice-plugins.ts'
import type { ConfiguredNetwork } from '../../domain/configured-network.ts'
import type { Capability, NetworkSelection } from '../../pod-networks/npwg/network-selection.ts'
import { refused } from '../../pod-networks/refused.ts'
import type { DeviceIds, DevicesByResource } from '../devices/device-ids.ts'
import type { WantedNetwork } from '../plan/wanted-network.ts'
import { assignDevices } from './assign-devices.ts'
import { checkSelections, type SelectingPod } from './check-selections.ts'
import { nadNetwork } from './nad-network.ts'
import { nadLabel, type Nad, type NadSource } from './nad.ts'

/** Where the networks behind a pod's selections come from. */
export interface NadSources {
  readonly nads: NadSource
  /** The networks of the node's conf dir. */
  readonly networks: () => readonly ConfiguredNetwork[]
  readonly devices: DeviceIds
}

interface Selected {
  readonly selection: NetworkSelection
  readonly network: ConfiguredNetwork
  readonly resource: string | undefined
}

const resourceKey = 'k8s.v1.cni.cncf.io/resourceName'

/**
 * The networks that a pod selects by NetworkAttachmentDefinition, in their order. All of its selections belong into one
 * call: they share the pod's devices and its default routes.
 * @throws {CniError} of code 7 if a selection cannot be fulfilled, 11 if its devices cannot be found out just now
 */
export async function planNads(
  selections: readonly NetworkSelection[],
  pod: SelectingPod,
  { nads, networks, devices }: NadSources,
): Promise<readonly WantedNetwork[]> {
  checkSelections(selections, pod)
  const found = await Promise.all(selections.map(({ namespace, name }) => nads.find(namespace, name)))
  const selected = selections.map((selection, index) => selectedOf(selection, found[index], networks()))
  const given = assignDevices(
    selected.map((each) => ({ ...each, needsDevice: declares(each.network, 'deviceID') })),
    selected.some(({ resource }) => resource !== undefined) ? await devicesOf(pod, devices) : new Map(),
  )
  return selected.map((each, index) => wantedOf(each, given[index] ?? null))
}

function selectedOf(
  selection: NetworkSelection,
  nad: Nad | undefined,
  networks: readonly ConfiguredNetwork[],
): Selected {
  if (nad === undefined)
    throw refused(
      `Cannot attach to "${nadLabel(selection)}" as there is no such NetworkAttachmentDefinition: ` +
        "create it, or correct the pod's annotation",
    )
  const network = nadNetwork(nad, networks)
  const missing = [...selection.asked.keys()].find((capability) => !declares(network, capability))
  if (missing !== undefined)
    throw refused(
      `Cannot attach to "${nadLabel(selection)}" with the ${missing} that the pod asks for as no plugin of network ` +
        `"${network.name}" declares that capability: set "capabilities":{"${missing}":true} for one that has it`,
    )
  return { selection, network, resource: nad.annotations[resourceKey]?.trim() || undefined }
}

/** A plugin gets of the runtimeConfig what it declares (CNI specification, section "Deriving runtimeConfig"). */
const declares = ({ plugins }: ConfiguredNetwork, capability: Capability): boolean =>
  plugins.some(
    ({ capabilities }) =>
      (capabilities as Readonly<Record<string, unknown>> | null | undefined)?.[capability] === true,
  )

const devicesOf = ({ podNamespace, podName }: SelectingPod, devices: DeviceIds): Promise<DevicesByResource> =>
  devices.of(podNamespace || 'default', podName)

function wantedOf({ selection, network }: Selected, device: string | null): WantedNetwork {
  const { ifname, asked, cniArgs, gateways } = selection
  const id = JSON.stringify(device)
  const runtimeConfig =
    device !== null && declares(network, 'deviceID') ? new Map([...asked, ['deviceID', id]]) : asked
  return {
    network: network.name,
    ifname,
    nad: nadLabel(selection),
    conflist: device === null ? network.conflist : withDevice(network.conflist, id),
    ...(runtimeConfig.size > 0 && { runtimeConfig: objectOf(runtimeConfig) }),
    ...(cniArgs !== null && { cniArgs }),
    ...(gateways !== undefined && { gateways: [...gateways] }),
  }
}

/** As Multus does it for plugins that know no runtimeConfig: `sriov` reads the one name, `host-device` the other. */
function withDevice(conflist: string, id: string): string {
  const members = { deviceID: id, pciBusID: id }
  return splicePlugins(conflist, (plugins) => plugins.map((plugin) => spliceMembers(plugin, members)))
}

const objectOf = (members: ReadonlyMap<string, string>) =>
  `{${[...members].map(([key, source]) => `${JSON.stringify(key)}:${source}`).join(',')}}`
