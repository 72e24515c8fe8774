import { ipFamily } from '../../cni/ip-family.ts'
import { parseResult } from '../../cni/parse-result.ts'
import type { CniResult, ResultDns, ResultInterface, ResultIp, ResultRoute } from '../../cni/result.ts'
import type { RecordedAttachment } from '../../domain/attachment-record.ts'
import type { PodAttachment } from '../../domain/pod-attachments.ts'

/** An attachment with all that its plugins' result tells of the pod's interface. */
export interface PodInterface extends PodAttachment {
  readonly mtu: number | null
  /** Where its default routes lead, without prefix lengths. */
  readonly gateways: readonly string[]
  readonly dns: ResultDns
  /** Of a device that was given to the pod. */
  readonly pciAddress: string | null
}

const nothing: CniResult = { interfaces: [], ips: [], routes: [], dns: {} }
/** `RT_TABLE_MAIN`, where routes go that name no table. */
const mainTable = 254
const pciAddress = /^[\da-f]{4}:[\da-f]{2}:[\da-f]{2}\.[0-7]$/i

/** Reads an attachment's result of whatever version; one that makes no sense tells nothing. */
export function podInterface({
  network,
  nad,
  ifname,
  result: source,
  runtimeConfig,
}: RecordedAttachment): PodInterface {
  const result = resultOf(source)
  const own = ownInterface(result, ifname)
  const ips = result.ips.filter((ip) => isOn(own, ip, result))
  return {
    network,
    nad,
    ifname: own?.name ?? ifname,
    ips: ips.map(({ address }) => bare(address)),
    mac: own?.mac ?? null,
    mtu: own?.mtu ?? null,
    gateways: [...new Set(result.routes.filter(isDefault).flatMap((route) => gatewayOf(route, ips)))],
    dns: result.dns,
    pciAddress: own?.pciID ?? pciDevice(runtimeConfig),
  }
}

function resultOf(source: string | null): CniResult {
  try {
    return parseResult(source ?? '').result
  } catch {
    return nothing
  }
}

/** The interface in the pod; results before 0.3.0 have none, and some plugins list only the host's end. */
function ownInterface({ interfaces }: CniResult, ifname: string): ResultInterface | undefined {
  const inside = interfaces.filter(({ sandbox }) => sandbox !== undefined && sandbox !== '')
  return inside.find(({ name }) => name === ifname) ?? inside[0]
}

/** An address that belongs to no interface of the result, or of which nobody is in the pod, is the pod's. */
function isOn(own: ResultInterface | undefined, ip: ResultIp, { interfaces }: CniResult): boolean {
  const named = interfaces[ip.interface ?? -1]
  return named === undefined || own === undefined || named === own
}

const isDefault = ({ dst, table = mainTable }: ResultRoute) => dst.endsWith('/0') && table === mainTable

/** A route without a gateway goes by that of its family's addresses (specification 0.2.0, "IP Allocation"). */
function gatewayOf({ dst, gw }: ResultRoute, ips: readonly ResultIp[]): readonly string[] {
  if (gw !== undefined && gw !== '') return [bare(gw)]
  const family = ipFamily(bare(dst))
  const gateways = ips.flatMap(({ gateway }) => (gateway === undefined ? [] : bare(gateway)))
  return gateways.filter((gateway) => ipFamily(gateway) === family).slice(0, 1)
}

const bare = (address: string) => address.split('/')[0] ?? ''

/** The device that the pod was given as capability `deviceID`, if it is one on the PCI bus. */
function pciDevice(runtimeConfig: string | null): string | null {
  try {
    const { deviceID } = JSON.parse(runtimeConfig ?? '{}') as { readonly deviceID?: unknown }
    return typeof deviceID === 'string' && pciAddress.test(deviceID) ? deviceID : null
  } catch {
    return null
  }
}
