import type { Conflist, ConflistPlugin } from './parse-conflist.ts'
import { memberSources, spliceMembers } from './splice-members.ts'

/** What a runtime adds to a plugin's own configuration, all as JSON source texts. */
export interface RequestAdditions {
  /** The result so far on ADD, the final one on CHECK and DEL; null where there is none. */
  readonly prevResult: string | null
  /** Capability arguments that the runtime supplied, as one object. */
  readonly runtimeConfig?: string | undefined
  /** The runtime's `args.cni` object; its members win over the configuration's own. */
  readonly cniArgs?: string | undefined
}

/**
 * The standard input of one plugin: its configuration byte for byte, but for the members that the specification has a
 * runtime set or remove (section "Deriving request configuration from plugin configuration").
 */
export function pluginRequest(
  conflist: Pick<Conflist, 'name' | 'version'>,
  plugin: ConflistPlugin,
  additions: RequestAdditions,
): string {
  const runtimeConfig = suppliedCapabilities(plugin.capabilities, additions.runtimeConfig)
  return spliceMembers(plugin.source, {
    cniVersion: JSON.stringify(conflist.version),
    name: JSON.stringify(conflist.name),
    capabilities: null,
    ...(additions.prevResult !== null && { prevResult: additions.prevResult }),
    ...(runtimeConfig !== null && { runtimeConfig }),
    ...(additions.cniArgs !== undefined && { args: mergedArgs(plugin.source, additions.cniArgs) }),
  })
}

/** The supplied capability arguments that the plugin declares, or null if there are none. */
function suppliedCapabilities(declared: readonly string[], supplied: string | undefined): string | null {
  if (supplied === undefined || declared.length === 0) return null
  const sources = memberSources(supplied)
  const members = declared.flatMap((name) => {
    const source = sources.get(name)
    return source === undefined ? [] : [`${JSON.stringify(name)}:${source}`]
  })
  return members.length === 0 ? null : `{${members.join(',')}}`
}

function mergedArgs(plugin: string, cniArgs: string): string {
  const args = objectOr(memberSources(plugin).get('args'))
  const own = objectOr(memberSources(args).get('cni'))
  return spliceMembers(args, { cni: spliceMembers(own, Object.fromEntries(memberSources(cniArgs))) })
}

const objectOr = (source: string | undefined) => (source?.startsWith('{') ? source : '{}')
