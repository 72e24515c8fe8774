import { readFileSync } from 'node:fs'
import type { ObjectQuery } from '../../collector/addresses/cluster-objects.ts'
import type { MeasuredNetwork } from '../../collector/measured-network.ts'
import type { PluginConf } from '../../domain/configured-network.ts'
import type { KubeObject } from '../../kube/kube-object.ts'

const root = new URL('../fixtures/addresses/', import.meta.url)

/** A body as a CNI's server gives it. */
export function bodyOf(path: string): string {
  return readFileSync(new URL(path, root), 'utf8')
}

/** Objects as a CNI has them in the API: a file with one, or with a list. */
export function objectsOf(path: string): readonly KubeObject[] {
  const value: unknown = JSON.parse(bodyOf(path))
  return (Array.isArray(value) ? value : [value]) as readonly KubeObject[]
}

/** A network on this node whose chain is these plugins, with so many attachments. */
export function networkOf(
  name: string,
  plugins: readonly [PluginConf, ...PluginConf[]],
  attachments = 0,
): MeasuredNetwork {
  const attachment = (index: number) => ({
    containerId: `c${index}`,
    podUid: `u${index}`,
    ifname: 'eth0',
    network: name,
    hostInterfaces: [],
  })
  return {
    name,
    plugins,
    settings: {},
    attachments: Array.from({ length: attachments }, (_, i) => attachment(i)),
  }
}

/**
 * The objects of a cluster as whoever counts sees them: of a query those of its kind and name, if the cluster has one of
 * its groups; null for a kind without any.
 */
export function known(objects: readonly KubeObject[]) {
  return {
    node: 'node-a',
    at: 1_700_000_000_000,
    networks: [] as readonly MeasuredNetwork[],
    leases: [],
    of<T>({ apis, kind, name, keep }: ObjectQuery<T>): readonly T[] | null {
      const own = objects.filter(
        (object) =>
          object.kind === kind && apis.some((api) => api.split('/')[0] === object.apiVersion.split('/')[0]),
      )
      if (own.length === 0) return null
      const named = own.filter(({ metadata }) => name === undefined || metadata.name === name)
      return named.flatMap((object) => keep(object) ?? [])
    },
  }
}
