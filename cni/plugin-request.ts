import type { Conflist, ConflistPlugin } from './parse-conflist.ts'
import { memberSources, spliceMembers } from './splice-members.ts'
import { suppliedCapabilities } from './supplied-capabilities.ts'

/** What a runtime adds to a plugin's own configuration, all as JSON source texts. */
export interface RequestAdditions {
  /** The result so far on ADD, the final one on CHECK and DEL; null where there is none. */
  readonly prevResult: string | null
  /** Capability arguments that the runtime supplied, as one object; null or absent without any. */
  readonly runtimeConfig?: string | null | undefined
  /** The runtime's `args.cni` object, if there is one; its members win over the configuration's own. */
  readonly cniArgs?: string | null | undefined
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
  const runtimeConfig = suppliedCapabilities(plugin.capabilities, additions.runtimeConfig ?? '{}')
  return spliceMembers(plugin.source, {
    cniVersion: JSON.stringify(conflist.version),
    name: JSON.stringify(conflist.name),
    capabilities: null,
    ...(additions.prevResult !== null && { prevResult: additions.prevResult }),
    ...(runtimeConfig !== null && { runtimeConfig }),
    ...(typeof additions.cniArgs === 'string' && { args: mergedArgs(plugin.source, additions.cniArgs) }),
  })
}

function mergedArgs(plugin: string, cniArgs: string): string {
  const args = objectOr(memberSources(plugin).get('args'))
  const own = objectOr(memberSources(args).get('cni'))
  return spliceMembers(args, { cni: spliceMembers(own, Object.fromEntries(memberSources(cniArgs))) })
}

const objectOr = (source: string | undefined) => (source?.startsWith('{') ? source : '{}')
