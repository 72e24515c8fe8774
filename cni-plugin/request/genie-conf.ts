import { isObject } from '../../cni/is-object.ts'
import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import { isName } from '../../cni/names.ts'
import { negotiateVersion } from '../../cni/negotiate-version.ts'
import { parseJson } from '../../cni/parse-json.ts'
import { memberSources } from '../../cni/splice-members.ts'
import { latestVersion, type CniVersion } from '../../cni/versions.ts'
import { deadlines } from '../deadlines.ts'
import { InvalidConf } from './invalid-conf.ts'
import { sharedNamespaces } from './shared-namespaces.ts'

type Members = Readonly<Record<string, unknown>>

/** What our own configuration says, with what the runtime put into it. */
export interface GenieConf {
  readonly version: CniVersion
  readonly type: string
  readonly socket: string
  readonly stateDir: string
  /** The CNI conf dir, which is read only where the agent cannot be asked. */
  readonly confDir: string
  /** It waits for the pods that the journal names: for all others the node is as if it were not there. */
  readonly isRetired: boolean
  /** The longest that one delegate may take. */
  readonly delegateMs: number
  readonly defaultPlugin: string | undefined
  /** As in the plan request. */
  readonly sharedNamespaces: readonly string[] | undefined
  readonly annotations: Readonly<Record<string, string>> | undefined
  /** Source text of the capability arguments. */
  readonly runtimeConfig: string | undefined
  /** Source text of `args.cni`. */
  readonly cniArgs: string | undefined
}

/** What holds where the configuration says nothing, or is not to be had (DEL). */
export const defaultConf: GenieConf = {
  version: latestVersion,
  type: 'genie',
  socket: '/run/genie/agent.sock',
  stateDir: '/var/lib/cni/genie',
  confDir: '/etc/cni/net.d',
  isRetired: false,
  delegateMs: deadlines.delegateMs,
  defaultPlugin: undefined,
  sharedNamespaces: undefined,
  annotations: undefined,
  runtimeConfig: undefined,
  cniArgs: undefined,
}

const invalid = (message: string) => new CniError(errorCodes.invalidConfig, message)

/** Reads our own configuration from standard input. Throws code 6 (no JSON object), 1 (version) or 7 (members). */
export function parseGenieConf(stdin: string): GenieConf {
  const conf = parseObject(stdin)
  const version = negotiateVersion(conf['cniVersion'], conf['cniVersions'])
  try {
    return confOf(conf, version, stdin)
  } catch (error) {
    throw error instanceof CniError ? new InvalidConf(version, error) : error
  }
}

function confOf(conf: Members, version: CniVersion, stdin: string): GenieConf {
  if (typeof conf['name'] !== 'string' || !isName(conf['name']))
    throw invalid('Invalid network configuration: name is missing or holds more than letters, digits, "_.-"')
  const genie = conf['genie'] ?? {}
  if (!isObject(genie)) throw invalid('Invalid network configuration: genie must be an object')
  const { runtimeConfig, args } = conf
  const sources = isObject(runtimeConfig) || isObject(args) ? memberSources(stdin) : undefined
  return {
    version,
    type: typeof conf['type'] === 'string' ? conf['type'] : defaultConf.type,
    socket: readPath(genie, 'socket'),
    stateDir: readPath(genie, 'stateDir'),
    confDir: readPath(genie, 'confDir'),
    isRetired: genie['retired'] === true,
    delegateMs: readDelegateMs(genie['delegateTimeoutMs']),
    defaultPlugin: readDefaultPlugin(conf['default_plugin']),
    sharedNamespaces: sharedNamespaces(conf, genie),
    annotations: isObject(runtimeConfig) ? readAnnotations(runtimeConfig) : undefined,
    runtimeConfig: isObject(runtimeConfig) ? sources?.get('runtimeConfig') : undefined,
    cniArgs:
      isObject(args) && isObject(args['cni'])
        ? memberSources(sources?.get('args') ?? '').get('cni')
        : undefined,
  }
}

/**
 * What can be used of a configuration that is not as it should be: its directories and its socket, each where it is
 * usable, else the default one, and whether it is retired. A DEL has to find the journal whatever has become of the conf file.
 */
export function salvageGenieConf(stdin: string): GenieConf {
  try {
    const genie = parseObject(stdin)['genie']
    if (!isObject(genie)) return defaultConf
    return {
      ...defaultConf,
      socket: pathOr(genie, 'socket'),
      stateDir: pathOr(genie, 'stateDir'),
      confDir: pathOr(genie, 'confDir'),
      isRetired: genie['retired'] === true,
    }
  } catch {
    return defaultConf
  }
}

function parseObject(stdin: string): Members {
  const undecodable = (fault: string) =>
    new CniError(
      errorCodes.decodingFailure,
      `Cannot read the network configuration on standard input: it ${fault}`,
    )
  if (stdin.trim() === '') throw undecodable('is empty, pipe the configuration in')
  let parsed: unknown
  try {
    parsed = parseJson(stdin)
  } catch {
    throw undecodable('is no valid JSON, check the conf file')
  }
  if (!isObject(parsed)) throw undecodable('is no JSON object, check the conf file')
  return parsed
}

type PathMember = 'socket' | 'stateDir' | 'confDir'

const isPath = (value: unknown): value is string => typeof value === 'string' && value.startsWith('/')

function readPath(genie: Members, member: PathMember): string {
  const path = genie[member] ?? defaultConf[member]
  if (!isPath(path)) throw invalid(`Invalid network configuration: genie.${member} must be an absolute path`)
  return path
}

function pathOr(genie: Members, member: PathMember): string {
  const path = genie[member]
  return isPath(path) ? path : defaultConf[member]
}

function readDelegateMs(value: unknown): number {
  if (value === undefined || value === null) return defaultConf.delegateMs
  if (typeof value !== 'number' || !(value >= 1 && value <= deadlines.delegateMs))
    throw invalid(
      `Invalid network configuration: genie.delegateTimeoutMs must be a number from 1 to ${deadlines.delegateMs}`,
    )
  return value
}

function readDefaultPlugin(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  throw invalid('Invalid network configuration: default_plugin must be a text such as "weave,flannel"')
}

/** The keys that say what a pod is to be attached to; nothing else of a pod leaves the plugin. */
const isOurs = (key: string) =>
  key === 'cni' ||
  key === 'networks' ||
  /^(cni-genie\.io|k8s\.v1\.cni\.cncf\.io|v1\.multus-cni\.io)\//.test(key)

function readAnnotations(runtimeConfig: Members): Readonly<Record<string, string>> | undefined {
  const annotations = runtimeConfig['io.kubernetes.cri.pod-annotations']
  // How Go writes a map that nobody has put anything into.
  if (annotations === null) return {}
  if (!isObject(annotations)) return undefined
  return Object.fromEntries(
    Object.entries(annotations).filter(
      (entry): entry is [string, string] => isOurs(entry[0]) && typeof entry[1] === 'string',
    ),
  )
}
