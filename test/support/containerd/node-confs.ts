import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const example = join(import.meta.dirname, '../../../docs/examples/00-genie.conflist')

/** The files of a conf dir by name. */
export type NodeConfs = Readonly<Record<string, object>>

/** Our own conf for a node whose files are all in that directory. */
export const genieConfIn = (dir: string) => ({
  type: 'genie',
  capabilities: { 'io.kubernetes.cri.pod-annotations': true },
  genie: { socket: `${dir}/agent.sock`, stateDir: `${dir}/state`, confDir: `${dir}/net.d` },
})

const ipamIn = (dir: string, subnet: string) => ({
  ...{ type: 'host-local', dataDir: `${dir}/ipam`, routes: [{ dst: '0.0.0.0/0' }] },
  ranges: [[{ subnet }]],
})

/** Three networks of Debian's delegates, each by a file of its own: bridge (the default), ptp and macvlan. */
export const delegateConfs = (dir: string): NodeConfs => ({
  '10-bridge.conflist': {
    ...{ cniVersion: '1.0.0', name: 'bridged' },
    plugins: [{ type: 'bridge', bridge: 'genie-br0', isGateway: true, ipam: ipamIn(dir, '10.81.0.0/24') }],
  },
  '20-ptp.conflist': {
    ...{ cniVersion: '1.0.0', name: 'routed' },
    plugins: [{ type: 'ptp', ipam: ipamIn(dir, '10.81.1.0/24') }],
  },
  '30-macvlan.conflist': {
    ...{ cniVersion: '1.0.0', name: 'switched' },
    plugins: [{ type: 'macvlan', master: 'genie-up', ipam: ipamIn(dir, '10.81.2.0/24') }],
  },
})

/** A node's conf dir with ours as a single conf. */
export const nodeConfs = (dir: string, cniVersion: string): NodeConfs => ({
  '00-genie.conf': { cniVersion, name: 'genie', ...genieConfIn(dir) },
  ...delegateConfs(dir),
})

/** A node's conf dir with the conflist of `docs/examples`, where further plugins are chained behind ours. */
export function chainedConfs(dir: string, cniVersion: string): NodeConfs {
  const conflist = JSON.parse(readFileSync(example, 'utf8')) as { plugins: { genie?: object }[] }
  const plugins = conflist.plugins.map((plugin) =>
    plugin.genie === undefined ? plugin : { ...plugin, genie: genieConfIn(dir).genie },
  )
  return { '00-genie.conflist': { ...conflist, cniVersion, plugins }, ...delegateConfs(dir) }
}

/** The same where the first network chains them itself, and ours hands the capabilities on. */
export function delegatedConfs(dir: string, cniVersion: string): NodeConfs {
  const [, ...chained] = (JSON.parse(readFileSync(example, 'utf8')) as { plugins: object[] }).plugins
  const own = genieConfIn(dir)
  const capabilities = { ...own.capabilities, portMappings: true, bandwidth: true }
  const delegates = delegateConfs(dir)
  const first = delegates['10-bridge.conflist'] as { plugins: object[] }
  return {
    '00-genie.conf': { cniVersion, name: 'genie', ...own, capabilities },
    ...delegates,
    '10-bridge.conflist': { ...first, plugins: [...first.plugins, ...chained] },
  }
}
