import { isObject } from '../cni/is-object.ts'
import { parseJson } from '../cni/parse-json.ts'
import { ownType } from './read-network.ts'

/**
 * Whether the text of a conf file is a conf of ours that an uninstallation has retired (`"genie": {"retired": true}`):
 * it stays for the DELs of the pods that were attached before, and no other pod is ours.
 */
export function isRetired(text: string): boolean {
  const conf = parsed(text)
  const plugins = conf['plugins'] ?? [conf]
  return Array.isArray(plugins) && plugins.some(isRetiredPlugin)
}

function isRetiredPlugin(plugin: unknown): boolean {
  if (!isObject(plugin) || plugin['type'] !== ownType) return false
  const { genie } = plugin
  return isObject(genie) && genie['retired'] === true
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value = parseJson(text)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}
