import { readFileSync } from 'node:fs'
import { parseDefaultRoute } from '../../collector/traffic/parse-default-route.ts'

/** The interface of this machine's IPv4 default route; `eth0`, as CNI-Genie had it, where there is none. */
export function hostNic(): string {
  try {
    return parseDefaultRoute(readFileSync('/proc/net/route', 'utf8')) ?? 'eth0'
  } catch {
    return 'eth0'
  }
}
