import { isObject } from '../cni/is-object.ts'
import { isPluginType } from '../cni/names.ts'
import { parseJson } from '../cni/parse-json.ts'
import { ownType } from '../pod-networks/read-network.ts'
import type { InstallerConfig } from './config.ts'

type Members = Readonly<Record<string, unknown>>

/** Stands in `genie.managedBy` of a conf that the installer wrote; every other is kept as a backup. */
export const managedBy = 'genie-installer'

const annotationsCapability = 'io.kubernetes.cri.pod-annotations'

/** What our conf file is to say. */
export interface DesiredConf {
  /** `.conf`, or `.conflist` where other plugins run behind ours. */
  readonly extension: '.conf' | '.conflist'
  readonly text: string
}

/**
 * Our conf by the settings. The members of the conf that was there before us (`former`, null if none was) stay where
 * no setting says otherwise, and so does its network's name.
 * @throws {Error} for plugins that could not be chained
 */
export function desiredConf(config: InstallerConfig, former: string | null): DesiredConf {
  const old = former === null ? { list: {}, own: {}, chained: [] } : partsOf(parseObject(former))
  const chained = config.GENIE_CHAINED === undefined ? old.chained : readChained(config.GENIE_CHAINED)
  const list = { ...old.list, cniVersion: config.GENIE_CNI_VERSION, name: old.list['name'] ?? ownType }
  const own = ownMembers(config, old.own)
  const conf = chained.length === 0 ? { ...list, ...own } : { ...list, plugins: [own, ...chained] }
  return {
    extension: chained.length === 0 ? '.conf' : '.conflist',
    text: `${JSON.stringify(conf, null, 2)}\n`,
  }
}

/** Whether the installer wrote it. */
export function isManaged(text: string): boolean {
  const genie = partsOf(parseObject(text)).own['genie']
  return isObject(genie) && genie['managedBy'] === managedBy
}

/** What belongs to the list, what to our plugin, and who runs behind it; a plain conf has both in one. */
function partsOf(conf: Members): { list: Members; own: Members; chained: readonly Members[] } {
  const { cniVersion: _version, name, plugins, ...rest } = conf
  const named = name === undefined ? {} : { name }
  if (!Array.isArray(plugins)) return { list: named, own: rest, chained: [] }
  const all = plugins.filter(isObject)
  const own = all.find(({ type }) => type === ownType) ?? {}
  return { list: { ...rest, ...named }, own, chained: all.filter((each) => each !== own) }
}

function ownMembers(config: InstallerConfig, old: Members): Members {
  const { capabilities, genie, ...rest } = old
  return {
    ...rest,
    type: ownType,
    capabilities: { ...(isObject(capabilities) ? capabilities : {}), [annotationsCapability]: true },
    ...given({ default_plugin: config.GENIE_DEFAULT_PLUGIN }),
    genie: {
      ...(isObject(genie) ? genie : {}),
      socket: config.GENIE_SOCKET,
      stateDir: config.GENIE_STATE_DIR,
      confDir: config.GENIE_CONF_DIR,
      ...given({
        delegateTimeoutMs: config.GENIE_DELEGATE_TIMEOUT_MS,
        namespaceIsolation: config.GENIE_NAMESPACE_ISOLATION,
        globalNamespaces: config.GENIE_GLOBAL_NAMESPACES,
      }),
      managedBy,
    },
  }
}

const given = (members: Members): Members =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))

function readChained(text: string): readonly Members[] {
  const refused = (why: string) =>
    new Error(`Cannot chain GENIE_CHAINED=${text} as ${why}: write [{"type": "portmap"}]`)
  let list: unknown
  try {
    list = parseJson(text)
  } catch {
    throw refused('it is no valid JSON')
  }
  if (!Array.isArray(list) || !list.every(isObject)) throw refused('it is no list of objects')
  for (const { type } of list)
    if (!isPluginType(type) || type === ownType) throw refused('a plugin in it has no type of its own')
  return list
}

function parseObject(text: string): Members {
  try {
    const value = parseJson(text)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}
