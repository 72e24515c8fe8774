import type { FaultLog } from '../fault-log.ts'
import type { MeasuredNetwork } from '../measured-network.ts'
import { bridgeOf, choosePath, type TrafficPath } from './choose-path.ts'
import { readBridgePorts, readDefaultRoute } from './host-devices.ts'

/** Where the host carries each network, by its name; null where it sees none of its traffic. */
export async function readHostPaths(
  networks: readonly MeasuredNetwork[],
  { sysDir, procDir }: { readonly sysDir: string; readonly procDir: string },
  faults: FaultLog,
): Promise<ReadonlyMap<string, TrafficPath | null>> {
  const defaultRoute = await faults.attempt('devices', null, () => readDefaultRoute(procDir), null)
  const paths = new Map<string, TrafficPath | null>()
  for (const network of networks) {
    const path = () => choose(network, sysDir, defaultRoute)
    paths.set(network.name, await faults.attempt('devices', network.name, path, null))
  }
  return paths
}

async function choose(
  { plugins: [plugin], settings, attachments }: MeasuredNetwork,
  sysDir: string,
  defaultRoute: string | null,
): Promise<TrafficPath | null> {
  const bridge = settings.uplink === undefined ? bridgeOf(plugin) : null
  return choosePath(plugin, {
    uplink: settings.uplink,
    bridgePorts: bridge === null ? [] : await readBridgePorts(sysDir, bridge),
    defaultRoute,
    hostInterfaces: attachments.flatMap(({ hostInterfaces }) => hostInterfaces),
  })
}
