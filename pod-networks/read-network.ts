import { isObject } from '../cni/is-object.ts'
import { isName, isPluginType } from '../cni/names.ts'
import { negotiateVersion } from '../cni/negotiate-version.ts'
import { parseJson } from '../cni/parse-json.ts'
import { splicePlugins } from '../cni/splice-plugins.ts'
import { supportedVersions } from '../cni/versions.ts'
import type { ConfiguredNetwork, PluginConf } from '../domain/configured-network.ts'
import { ignoredMembers } from './ignored-members.ts'

/** What a file of the conf dir turned out to be. */
export type ConfFile =
  | { readonly kind: 'network'; readonly network: ConfiguredNetwork }
  | { readonly kind: 'own'; readonly names: readonly string[]; readonly ignored: readonly string[] }
  | { readonly kind: 'fault'; readonly message: string }

/** The texts of `<conf dir>/<network>/*.conf`, in lexical order of their files. */
export type PluginFiles = (network: string) => readonly string[]

/** The plugin type of our own confs: told by type and never by file name, and never a delegate. */
export const ownType = 'genie'

/** Whether a file of that name in the conf dir is a network configuration. */
export const isConfFile = (file: string): boolean => /\.(conf|conflist|json)$/.test(file)

/** Larger files are nobody's network configuration. */
export const maxConfFileBytes = 1_048_576

/**
 * Reads a network configuration (CNI spec 1.1, section 1): a `.conflist`, or a single `.conf` or `.json`, which is
 * wrapped into a conflist without a byte of it changed. Plugins from files of their own are appended to a conflist that
 * does not forbid it (`loadOnlyInlinedPlugins`).
 */
export function readNetwork(path: string, text: string, pluginFiles: PluginFiles = () => []): ConfFile {
  try {
    return confOf(path, text, pluginFiles)
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    return { kind: 'fault', message: `Cannot use ${path} as ${error.message}` }
  }
}

/** Why a file is no configuration, as words that follow "as". */
class Unusable extends Error {}

function confOf(path: string, text: string, pluginFiles: PluginFiles): ConfFile {
  const conf = parseObject(text)
  const { name } = conf
  const isList = 'plugins' in conf || !('type' in conf)
  const conflist = isList ? withPluginFiles(conf, text, pluginFiles) : text
  const list: unknown = isList ? parseObject(conflist)['plugins'] : [conf]
  if (!Array.isArray(list) || list.length === 0)
    throw new Unusable('its plugins are not a list of at least one')
  if (!list.every(isPluginConf))
    throw new Unusable('a plugin in it has no type that could be a file in CNI_PATH')
  if (list.some(({ type }) => type === ownType))
    return { kind: 'own', names: ownNames(path, name), ignored: ignoredMembers([conf, ...list]) }
  if (!isNetworkName(name))
    throw new Unusable('its name is missing or holds more than letters, digits, "_.-"')
  const { cniVersion = '0.2.0' } = conf
  if (typeof cniVersion !== 'string') throw new Unusable('its cniVersion is not a string')
  requireVersion(cniVersion, conf['cniVersions'])
  const plugins = list as unknown as [PluginConf, ...PluginConf[]]
  return {
    kind: 'network',
    network: {
      name,
      fileName: fileNameOf(path),
      path,
      cniVersion,
      plugins,
      conflist: isList ? conflist : wrapConf(name, cniVersion, text),
    },
  }
}

/** A network that nobody can be attached to must not be the first one of a node, nor its best. */
function requireVersion(cniVersion: string, cniVersions: unknown): void {
  try {
    negotiateVersion(cniVersion, cniVersions)
  } catch {
    throw new Unusable(`its cniVersion is none of ${supportedVersions.join(', ')}`)
  }
}

/** Appends the plugins that stand in files of their own, byte for byte. */
function withPluginFiles(
  conf: Readonly<Record<string, unknown>>,
  text: string,
  pluginFiles: PluginFiles,
): string {
  const { name, loadOnlyInlinedPlugins, plugins = [] } = conf
  if (loadOnlyInlinedPlugins === true || !isNetworkName(name) || !Array.isArray(plugins)) return text
  const files = pluginFiles(name)
  if (files.length === 0) return text
  files.forEach(parseObject)
  return splicePlugins(text, (inlined) => [...inlined, ...files.map((file) => file.trim())])
}

/** `10-calico.conflist` is `calico`: what annotations call a network after its file. */
function fileNameOf(path: string): string {
  const file = path.slice(path.lastIndexOf('/') + 1)
  const stem = file.slice(0, file.lastIndexOf('.'))
  return stem.slice(stem.indexOf('-') + 1)
}

function ownNames(path: string, name: unknown): readonly string[] {
  return typeof name === 'string' ? [fileNameOf(path), name] : [fileNameOf(path)]
}

/** A single configuration as a conflist, without a byte of it changed. */
export const wrapConf = (name: string, cniVersion: string, text: string): string =>
  `{"cniVersion":${JSON.stringify(cniVersion)},"name":${JSON.stringify(name)},"plugins":[${text.trim()}]}`

function parseObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown
  try {
    value = parseJson(text)
  } catch {
    value = undefined
  }
  if (!isObject(value)) throw new Unusable('it is not a JSON object')
  return value
}

const isNetworkName = (value: unknown): value is string => typeof value === 'string' && isName(value)

function isPluginConf(value: unknown): value is PluginConf {
  return isObject(value) && isPluginType(value['type'])
}
