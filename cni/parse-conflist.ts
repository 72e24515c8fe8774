import { isObject } from './is-object.ts'
import { CniError } from './cni-error.ts'
import { errorCodes } from './error-codes.ts'
import { isName, isPluginType } from './names.ts'
import { negotiateVersion } from './negotiate-version.ts'
import { parseJson } from './parse-json.ts'
import { splitParts } from './scan-json.ts'
import { memberSources } from './splice-members.ts'
import { shown } from './shown.ts'
import type { CniVersion } from './versions.ts'

/** One plugin of a conflist: what routing needs to know, and the source that it gets. */
export interface ConflistPlugin {
  readonly type: string
  /** The capabilities it declares, such as `portMappings`. */
  readonly capabilities: readonly string[]
  readonly source: string
}

/** A network configuration list as far as running it needs it (specification, section "Configuration format"). */
export interface Conflist {
  readonly name: string
  readonly version: CniVersion
  readonly disableCheck: boolean
  readonly disableGC: boolean
  readonly plugins: readonly ConflistPlugin[]
}

const invalid = (message: string) => new CniError(errorCodes.invalidConfig, message)

/** The specification once had such members as texts. */
const isTrue = (value: unknown) => value === true || value === 'true'

function parseObject(source: string): Readonly<Record<string, unknown>> {
  let parsed: unknown
  try {
    parsed = parseJson(source)
  } catch {
    throw invalid('Cannot read the conflist: it is no valid JSON')
  }
  if (!isObject(parsed)) throw invalid('Cannot read the conflist: it is no JSON object')
  return parsed
}

/** Reads a conflist's source text. Throws code 7, or 1 if we speak none of its versions. */
export function parseConflist(source: string): Conflist {
  const { name, cniVersion, cniVersions, disableCheck, disableGC, plugins } = parseObject(source)
  if (typeof name !== 'string' || !isName(name))
    throw invalid('Cannot read the conflist: its name is missing or holds more than letters, digits, "_.-"')
  if (!Array.isArray(plugins) || plugins.length === 0)
    throw invalid(`Cannot read the conflist of network "${name}": it lists no plugins`)
  const sources = splitParts(memberSources(source).get('plugins') ?? '').parts
  return {
    name,
    version: negotiateVersion(cniVersion, cniVersions),
    disableCheck: isTrue(disableCheck),
    disableGC: isTrue(disableGC),
    plugins: plugins.map((plugin: unknown, index) => readPlugin(name, plugin, sources[index] ?? '')),
  }
}

function readPlugin(network: string, plugin: unknown, source: string): ConflistPlugin {
  const { type, capabilities } = isObject(plugin) ? plugin : {}
  if (!isPluginType(type))
    throw invalid(
      `Cannot run a plugin of network "${network}": its type must be a plain file name, found ${shown(type)}`,
    )
  const declared = isObject(capabilities) ? capabilities : {}
  return {
    type,
    capabilities: Object.keys(declared).filter((name) => declared[name] === true),
    source: source.trim(),
  }
}
