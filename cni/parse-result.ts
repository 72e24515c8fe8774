import { CniError } from './cni-error.ts'
import { errorCodes } from './error-codes.ts'
import { parseJson } from './parse-json.ts'
import { malformed, readMembers, type Members, type MemberTypes } from './read-members.ts'
import type { CniResult, ResultDns, ResultInterface, ResultIp, ResultRoute } from './result.ts'
import { shown } from './shown.ts'
import { isSupported, type CniVersion } from './versions.ts'

/** A result with the version it came in; null where it names none. */
export interface ParsedResult {
  readonly version: CniVersion | null
  readonly result: CniResult
}

/**
 * Reads a plugin's result of any version. Empty text and `null` are an empty result, and so is every list that is
 * missing or null. Throws code 6 for what is no result, code 1 for a version that we do not speak.
 */
export function parseResult(text: string): ParsedResult {
  const parsed = members(text.trim() === '' ? null : parsedJson(text), 'it is no JSON object')
  const version = parsed['cniVersion'] ?? null
  if (version !== null && version !== '' && !isSupported(version))
    throw new CniError(
      errorCodes.incompatibleVersion,
      `Cannot read a CNI result of version ${shown(version)}`,
    )
  const isOld = parsed['ip4'] !== undefined || parsed['ip6'] !== undefined
  return {
    version: isSupported(version) ? version : isOld ? '0.2.0' : null,
    result: isOld ? readOldResult(parsed) : readResult(parsed),
  }
}

function parsedJson(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    throw malformed('it is no valid JSON')
  }
}

function members(value: unknown, fault: string): Members {
  if (value === null || value === undefined) return {}
  if (typeof value !== 'object' || Array.isArray(value)) throw malformed(fault)
  return value as Members
}

/** The entries of a list, each an object that has `key` and no known member of a wrong type. */
function entries<T extends object>(
  list: unknown,
  what: string,
  key: keyof T & string,
  types: MemberTypes<T>,
): readonly T[] {
  if (list === null || list === undefined) return []
  if (!Array.isArray(list)) throw malformed(`its ${what} are no list`)
  return list.map((value: unknown) => {
    const entry = readMembers(
      members(value, `an entry of its ${what} is no object`),
      types,
      `an entry of its ${what}`,
    )
    if (entry[key] === undefined) throw malformed(`an entry of its ${what} has no ${key}`)
    return entry
  })
}

const interfaceTypes: MemberTypes<ResultInterface> = {
  name: 'text',
  mac: 'text',
  mtu: 'number',
  sandbox: 'text',
  socketPath: 'text',
  pciID: 'text',
}
const ipTypes: MemberTypes<ResultIp> = { interface: 'number', address: 'text', gateway: 'text' }

const readResult = (parsed: Members): CniResult => ({
  interfaces: entries(parsed['interfaces'], 'interfaces', 'name', interfaceTypes),
  ips: entries(parsed['ips'], 'ips', 'address', ipTypes),
  routes: readRoutes(parsed['routes']),
  dns: readDns(parsed['dns']),
})

/** 0.1.0 and 0.2.0 know one address per family, each with routes of its own. */
function readOldResult(parsed: Members): CniResult {
  const families = ['ip4', 'ip6']
    .map((family) => members(parsed[family], `its ${family} is no object`))
    .filter((family) => Object.keys(family).length > 0)
  return {
    interfaces: [],
    ips: families.map(({ ip, gateway }) => {
      if (typeof ip !== 'string') throw malformed('an address is missing')
      return { address: ip, ...(typeof gateway === 'string' && gateway !== '' && { gateway }) }
    }),
    routes: families.flatMap(({ routes }) => readRoutes(routes)),
    dns: readDns(parsed['dns']),
  }
}

const routeTypes: MemberTypes<ResultRoute> = {
  dst: 'text',
  gw: 'text',
  mtu: 'number',
  advmss: 'number',
  priority: 'number',
  table: 'number',
  scope: 'number',
}
const dnsTypes: MemberTypes<ResultDns> = {
  nameservers: 'texts',
  domain: 'text',
  search: 'texts',
  options: 'texts',
}

const readRoutes = (routes: unknown) => entries(routes, 'routes', 'dst', routeTypes)
const readDns = (dns: unknown) => readMembers(members(dns, 'its dns is no object'), dnsTypes, 'its dns')
