import { isObject } from '../cni/is-object.ts'
import { parseJson } from '../cni/parse-json.ts'
import { memberSources, spliceMembers } from '../cni/splice-members.ts'
import { splicePlugins } from '../cni/splice-plugins.ts'
import { isRetired } from '../pod-networks/is-retired.ts'
import { ownType } from '../pod-networks/read-network.ts'

/**
 * The text of a conf of ours as a retired one: `"retired": true` in `genie`, and every other member byte for byte as it
 * was. One that is retired already stays as it is.
 */
export const retireConf = (text: string): string => (isRetired(text) ? text : withRetired(text, 'true'))

/** The text of a conf of ours that is in force again. */
export const reviveConf = (text: string): string => (isRetired(text) ? withRetired(text, null) : text)

function withRetired(text: string, retired: 'true' | null): string {
  const conf: unknown = parseJson(text)
  if (!isObject(conf) || !('plugins' in conf)) return inPlugin(text, retired)
  return splicePlugins(text, (plugins) =>
    plugins.map((plugin) => (isOwnPlugin(plugin) ? inPlugin(plugin, retired) : plugin)),
  )
}

function inPlugin(source: string, retired: 'true' | null): string {
  const genie = memberSources(source).get('genie')
  return spliceMembers(source, {
    genie: spliceMembers(genie?.startsWith('{') === true ? genie : '{}', { retired }),
  })
}

function isOwnPlugin(source: string): boolean {
  const plugin: unknown = parseJson(source)
  return isObject(plugin) && plugin['type'] === ownType
}
