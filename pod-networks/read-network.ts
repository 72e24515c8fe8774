import { isName, isPluginType } from '../cni/names.ts'
import type { ConfiguredNetwork, PluginConf } from '../domain/configured-network.ts'

/** What a file of the conf dir turned out to be. */
export type ConfFile =
  | { readonly kind: 'network'; readonly network: ConfiguredNetwork }
  | { readonly kind: 'own'; readonly names: readonly string[] }
  | { readonly kind: 'fault'; readonly message: string }

/** The plugin type of our own confs: told by type and never by file name, and never a delegate. */
export const ownType = 'genie'

/**
 * Reads a network configuration (CNI spec 1.1, section 1): a `.conflist`, or a single `.conf` or `.json`, which is
 * wrapped into a conflist without a byte of it changed.
 */
export function readNetwork(path: string, text: string): ConfFile {
  const fault = (why: string): ConfFile => ({ kind: 'fault', message: `Cannot use ${path} as ${why}` })
  const conf = parseObject(text)
  if (conf === undefined) return fault('it is not a JSON object')
  const list: unknown = 'plugins' in conf ? conf['plugins'] : [conf]
  if (!Array.isArray(list) || list.length === 0) return fault('its plugins are not a list of at least one')
  if (!list.every(isPluginConf)) return fault('a plugin in it has no type that could be a file in CNI_PATH')
  if (list.some(({ type }) => type === ownType)) return { kind: 'own', names: ownNames(path, conf['name']) }
  if (typeof conf['name'] !== 'string' || !isName(conf['name']))
    return fault('its name is missing or holds more than letters, digits, "_.-"')
  const { name, cniVersion = '0.2.0' } = conf
  if (typeof cniVersion !== 'string') return fault('its cniVersion is not a string')
  const plugins = list as unknown as [PluginConf, ...PluginConf[]]
  const conflist = 'plugins' in conf ? text : wrap(name, cniVersion, text)
  return {
    kind: 'network',
    network: { name, fileName: fileNameOf(path), path, cniVersion, plugins, conflist },
  }
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

function wrap(name: string, cniVersion: string, text: string): string {
  return `{"cniVersion":${JSON.stringify(cniVersion)},"name":${JSON.stringify(name)},"plugins":[${text.trim()}]}`
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isPluginConf(value: unknown): value is PluginConf {
  return isObject(value) && isPluginType(value['type'])
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
