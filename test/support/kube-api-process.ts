import { once } from 'node:events'
import { KubeApi } from './kube-api/kube-api.ts'

/**
 * The API in memory as a process of its own: `node kube-api-process.ts <pods> <of the node "n1"> [tls]`, for measurements,
 * and over TLS as what `KUBECONFIG` may name in place of a real cluster. Prints the path of a kubeconfig, and ends when its
 * stdin does.
 */
const [, , all = '0', own = '0', transport = 'plain'] = process.argv
await using api = await KubeApi.start({ isTls: transport === 'tls' })
for (let number = 0; number < Number(all); number += 1) api.seed(podOf(number, number < Number(own)))
// As a server that has been started anew: it remembers nothing older.
api.compact()
process.stdout.write(`${api.kubeconfig()}\n`)
process.stdin.resume()
await once(process.stdin, 'end')

/** About as long as a pod of a Deployment is on a real cluster. */
function podOf(number: number, isOwn: boolean) {
  const filler = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`note-${index}`, 'x'.repeat(150)]),
  )
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `pod-${number}`,
      namespace: `shop-${number % 50}`,
      annotations: { cni: '', ...filler },
    },
    spec: { nodeName: isOwn ? 'n1' : `other-${number % 100}`, containers: [{ name: 'c', image: 'i' }] },
  }
}
