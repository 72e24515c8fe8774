import { statSync } from 'node:fs'
import { PlatformError, type DefaultRoute, type DefaultRoutes } from '../platform.ts'
import { ipInNamespace } from './ip-in-namespace.ts'
import { isNamespace } from './is-namespace.ts'

/**
 * In the words of ip(8), which reads what it writes. The exceptions are nothing for pods: nexthop objects (`nhid`) and
 * `rto_min`, which the product's platform restores too.
 */
interface RouteInWords extends DefaultRoute {
  readonly source: readonly string[]
}

/** What a route is at the moment, and nobody can ask for. */
const states = ['dead', 'linkdown', 'offload', 'rt_offload', 'trap', 'rt_trap']

const shown = ['-oneline', 'route', 'show', 'default', 'table', 'main', 'type', 'unicast']

/** As `Platform.openRoutes`, by nsenter(1) and ip(8). */
export function openRoutes(netns: string): DefaultRoutes | null {
  if (process.platform !== 'linux' || isOwn(netns)) return null
  if (!isNamespace(netns)) throw new PlatformError('EINVAL', `Cannot enter ${netns}: it is no namespace`)
  const ip = (family: 4 | 6, args: readonly string[]) => ipInNamespace(netns, [`-${family}`, ...args])
  const change = (verb: string, { family, source }: DefaultRoute) =>
    ip(family, ['route', verb, ...(source as RouteInWords['source'])])
  return {
    list: () => ([4, 6] as const).flatMap((family) => routesIn(family, ip(family, shown))),
    remove: (route) => unless('ESRCH', () => change('del', route)),
    restore: (route) => unless('EEXIST', () => change('append', route)),
    add(gateway, ifname, metric) {
      const path = ['default', 'via', gateway, 'dev', ifname]
      const source = metric === null ? path : [...path, 'metric', `${metric}`]
      change('add', { family: gateway.includes(':') ? 6 : 4, source })
    },
    close: () => undefined,
  }
}

/** Not those on lease, which router advertisements make, nor those for some senders only: as the product's platform. */
function routesIn(family: 4 | 6, lines: string): RouteInWords[] {
  return lines
    .split('\n')
    .map((line) => line.split(/[\s\\]+/).filter((word) => word !== '' && !states.includes(word)))
    .filter((words) => words.length > 0 && !words.includes('expires') && !words.includes('from'))
    .map((source) => ({ family, source }))
}

function isOwn(netns: string): boolean {
  const [theirs, ours] = [statSync(netns), statSync('/proc/self/ns/net')]
  return theirs.dev === ours.dev && theirs.ino === ours.ino
}

function unless(fault: string, call: () => unknown): void {
  try {
    call()
  } catch (error) {
    if (!(error instanceof PlatformError && error.code === fault)) throw error
  }
}
