import { CniError } from './cni-error.ts'
import { errorCodes } from './error-codes.ts'
import { parseJson } from './parse-json.ts'
import { pick } from './pick.ts'
import type { CniResult, ResultDns, ResultInterface, ResultIp, ResultRoute } from './result.ts'
import { shown } from './shown.ts'
import { isSupported, type CniVersion } from './versions.ts'

type Members = Readonly<Record<string, unknown>>

const malformed = (what: string) => new CniError(errorCodes.decodingFailure, `Invalid CNI result: ${what}`)

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

/** The entries of a list, each an object that has `key` as text. */
function entries(list: unknown, what: string, key: string): readonly Members[] {
  if (list === null || list === undefined) return []
  if (!Array.isArray(list)) throw malformed(`its ${what} are no list`)
  return list.map((value: unknown) => {
    const entry = members(value, `an entry of its ${what} is no object`)
    if (typeof entry[key] !== 'string') throw malformed(`an entry of its ${what} has no ${key}`)
    return entry
  })
}

function readResult(parsed: Members): CniResult {
  const interfaces = entries(parsed['interfaces'], 'interfaces', 'name') as unknown as ResultInterface[]
  const ips = entries(parsed['ips'], 'ips', 'address') as unknown as ResultIp[]
  return {
    interfaces: interfaces.map((from) =>
      pick(from, ['name', 'mac', 'mtu', 'sandbox', 'socketPath', 'pciID']),
    ),
    ips: ips.map((from) => pick(from, ['interface', 'address', 'gateway'])),
    routes: readRoutes(parsed['routes']),
    dns: readDns(parsed['dns']),
  }
}

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

const readRoutes = (routes: unknown): readonly ResultRoute[] =>
  (entries(routes, 'routes', 'dst') as unknown as ResultRoute[]).map((from) =>
    pick(from, ['dst', 'gw', 'mtu', 'advmss', 'priority', 'table', 'scope']),
  )

const readDns = (dns: unknown): ResultDns =>
  pick(members(dns, 'its dns is no object') as ResultDns, ['nameservers', 'domain', 'search', 'options'])
