import { pick } from './pick.ts'
import type { CniResult, ResultDns, ResultIp, ResultRoute } from './result.ts'
import { isAtLeast, type CniVersion } from './versions.ts'

const isIpv6 = (address: string) => address.includes(':')

/** What is empty is left out: every member but the version may be. */
const filled = (list: readonly object[]) => (list.length > 0 ? list : undefined)
const filledDns = (dns: ResultDns) => (Object.keys(dns).length > 0 ? dns : undefined)

/** The result as JSON text of that version; what the version has no word for is left out. */
export function writeResult(result: CniResult, version: CniVersion): string {
  return JSON.stringify(
    isAtLeast(version, '0.3.0') ? modernResult(result, version) : oldResult(result, version),
  )
}

function modernResult({ interfaces, ips, routes, dns }: CniResult, version: CniVersion): object {
  const isLatest = isAtLeast(version, '1.1.0')
  const namesFamily = !isAtLeast(version, '1.0.0')
  return {
    cniVersion: version,
    interfaces: filled(
      isLatest ? interfaces : interfaces.map((one) => pick(one, ['name', 'mac', 'sandbox'])),
    ),
    ips: filled(namesFamily ? ips.map((ip) => ({ version: isIpv6(ip.address) ? '6' : '4', ...ip })) : ips),
    routes: filled(isLatest ? routes : routes.map(plainRoute)),
    dns: filledDns(dns),
  }
}

/** 0.1.0 and 0.2.0 have room for the first address of each family, and no interfaces. */
function oldResult({ ips, routes, dns }: CniResult, version: CniVersion): object {
  return {
    cniVersion: version,
    ip4: oldFamily(
      ips.find(({ address }) => !isIpv6(address)),
      routes.filter(({ dst }) => !isIpv6(dst)),
    ),
    ip6: oldFamily(
      ips.find(({ address }) => isIpv6(address)),
      routes.filter(({ dst }) => isIpv6(dst)),
    ),
    dns: filledDns(dns),
  }
}

const oldFamily = (ip: ResultIp | undefined, routes: readonly ResultRoute[]) =>
  ip && { ip: ip.address, gateway: ip.gateway, routes: filled(routes.map(plainRoute)) }

const plainRoute = (route: ResultRoute) => pick(route, ['dst', 'gw'])
