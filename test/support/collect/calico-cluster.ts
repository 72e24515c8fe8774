import { KubeApi } from '../kube-api/kube-api.ts'
import { seedCrds, seedDefinition } from '../seed-crds.ts'

const apiVersion = 'crd.projectcalico.org/v1'
const kinds = { IPPool: 'ippools', IPAMBlock: 'ipamblocks', IPAMConfig: 'ipamconfigs' } as const
/** A block is given to each node first, and is half used. */
const addressesOfBlock = 64

/** An API server of a cluster with so many Calico blocks, some of which change each second, as pods come and go. */
export async function startCalicoCluster(
  blocks: number,
  changesPerSecond: number,
): Promise<KubeApi & AsyncDisposable> {
  const api = await KubeApi.start()
  seedCrds(api)
  for (const [kind, plural] of Object.entries(kinds))
    seedDefinition(api, {
      ...{ group: 'crd.projectcalico.org', version: 'v1' },
      ...{ kind, plural, isNamespaced: false },
    })
  api.seed(
    { apiVersion: 'v1', kind: 'Node', metadata: { name: 'genie-bench' } },
    { apiVersion, kind: 'IPPool', metadata: { name: 'default' }, spec: { cidr: '10.244.0.0/16' } },
    { apiVersion, kind: 'IPAMConfig', metadata: { name: 'default' }, spec: { strictAffinity: false } },
  )
  for (let number = 0; number < blocks; number += 1) api.seed(blockOf(number, 0))
  let changes = 0
  const timer = setInterval(() => {
    changes += 1
    api.seed(blockOf(changes % blocks, changes))
  }, 1_000 / changesPerSecond)
  const close = api[Symbol.asyncDispose].bind(api)
  return Object.assign(api, {
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      await close()
    },
  })
}

/** As long as a block on a real cluster: who has each address is in it. */
function blockOf(number: number, change: number) {
  const used = addressesOfBlock / 2 + (change % 8)
  const first = number * addressesOfBlock
  const network = `10.244.${first >> 8}.${first & 255}`
  return {
    apiVersion,
    kind: 'IPAMBlock',
    metadata: { name: `${network.replaceAll('.', '-')}-26` },
    spec: {
      cidr: `${network}/26`,
      affinity: `host:${number === 0 ? 'genie-bench' : `node-${number}`}`,
      strictAffinity: false,
      deleted: false,
      allocations: Array.from({ length: addressesOfBlock }, (_, index) => (index < used ? index : null)),
      unallocated: Array.from({ length: addressesOfBlock - used }, (_, index) => used + index),
      attributes: Array.from({ length: used }, (_, index) => ({
        handle_id: `k8s-pod-network.${String(number * addressesOfBlock + index).padStart(64, '0')}`,
        secondary: {
          namespace: `shop-${number % 50}`,
          node: `node-${number}`,
          pod: `web-5d5b69f8c9-${String(index).padStart(5, 'x')}`,
          timestamp: '2026-01-12 09:31:44.000000000 +0000 UTC',
        },
      })),
    },
  }
}
