import { isObject } from '../../cni/is-object.ts'
import { ipFamily } from '../../cni/ip-family.ts'
import { quoted } from '../quoted.ts'

/** What is wrong with a value, as words that follow "as"; null if nothing is. */
export type FaultOf = (value: unknown) => string | null

/** For `ips`: at least one address, each with or without a prefix length. */
export const ipsFault: FaultOf = (value) => {
  if (!isList(value) || value.length === 0) return `${quoted(value)} is no list of at least one address`
  const wrong = value.find((each) => !isAddress(each))
  return wrong === undefined ? null : `${quoted(wrong)} is no IP address: write 192.0.2.7 or 192.0.2.7/24`
}

function isAddress(value: unknown): boolean {
  if (typeof value !== 'string') return false
  const [ip = '', prefix = '0', ...rest] = value.split('/')
  const family = ipFamily(ip)
  if (family === null || rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(prefix)) return false
  return Number(prefix) <= (family === 4 ? 32 : 128)
}

/** For `default-route`: bare addresses, perhaps none. */
export const gatewaysFault: FaultOf = (value) => {
  if (!isList(value)) return `${quoted(value)} is no list of gateways`
  const wrong = value.find((each) => typeof each !== 'string' || ipFamily(each) === null)
  return wrong === undefined ? null : `${quoted(wrong)} is no IP address: write a gateway as 192.0.2.1`
}

/** For `mac`: 6 bytes of Ethernet or 20 of IP over InfiniBand. */
export const macFault: FaultOf = (value) =>
  [6, 20].includes(hardwareBytes(value))
    ? null
    : `${quoted(value)} is no MAC address: write 02:00:5e:10:00:01`

/** For `infiniband-guid`: 8 bytes. */
export const guidFault: FaultOf = (value) =>
  hardwareBytes(value) === 8 ? null : `${quoted(value)} is no GUID: write c2:11:22:33:44:55:66:77`

/** As Go's ParseMAC reads them: `02:00:5e`, `02-00-5e` or `0200.5e10`; 0 for everything else. */
function hardwareBytes(value: unknown): number {
  if (typeof value !== 'string' || value.length > 59) return 0
  if (/^[\da-f]{2}(?:([:-])[\da-f]{2}(?:\1[\da-f]{2})*)$/i.test(value)) return (value.length + 1) / 3
  return /^[\da-f]{4}(?:\.[\da-f]{4})+$/i.test(value) ? ((value.length + 1) / 5) * 2 : 0
}

/** For `portMappings`: at least one, of the shape that the `portmap` plugin reads. */
export const portMappingsFault: FaultOf = (value) => {
  if (!isList(value) || value.length === 0) return `${quoted(value)} is no list of at least one port mapping`
  for (const each of value) {
    const fault = portMappingFault(each)
    if (fault !== null) return fault
  }
  return null
}

function portMappingFault(value: unknown): string | null {
  if (!isObject(value))
    return `${quoted(value)} is no port mapping: write {"hostPort":8080,"containerPort":80}`
  const { hostPort, containerPort, protocol, hostIP } = value
  if (!isPort(hostPort)) return `hostPort ${quoted(hostPort)} is no port from 1 to 65535`
  if (!isPort(containerPort)) return `containerPort ${quoted(containerPort)} is no port from 1 to 65535`
  if (!isAbsent(protocol) && !(typeof protocol === 'string' && /^(tcp|udp|sctp)$/i.test(protocol)))
    return `protocol ${quoted(protocol)} is none of tcp, udp and sctp`
  if (isAbsent(hostIP) || (typeof hostIP === 'string' && ipFamily(hostIP) !== null)) return null
  return `hostIP ${quoted(hostIP)} is no IP address`
}

const isPort = (value: unknown) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65_535

/** For `bandwidth`: bits per second and bits, of the shape that the `bandwidth` plugin reads. */
export const bandwidthFault: FaultOf = (value) => {
  if (!isObject(value)) return `${quoted(value)} is no object of rates and bursts`
  for (const key of ['ingressRate', 'ingressBurst', 'egressRate', 'egressBurst']) {
    const rate = value[key]
    if (isAbsent(rate) || (Number.isInteger(rate) && Number(rate) >= 0)) continue
    return `${key} ${quoted(rate)} is no whole number from 0 on`
  }
  return null
}

/** For `deviceID`: plugins look the device up under that name in /sys, so it must not lead anywhere else. */
export const deviceFault: FaultOf = (value) =>
  typeof value === 'string' && /^[^\s/\\]{1,253}$/.test(value) && !value.includes('..')
    ? null
    : `${quoted(value)} is no device: write its id, such as 0000:03:02.3`

/** For `cni-args`: an object, whatever its members are. They may be secret, so they are never shown. */
export const cniArgsFault: FaultOf = (value) => (isObject(value) ? null : 'they are no object')

const isAbsent = (value: unknown) => value === undefined || value === null || value === ''

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)
