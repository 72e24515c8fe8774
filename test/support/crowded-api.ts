/**
 * A process with an API server in memory that has so many pods, the first of them on one node: started with the number
 * of pods, of those on the node, and the node's name. Prints the path of a kubeconfig, and ends with its standard input.
 */
import { once } from 'node:events'
import { KubeApi } from './kube-api/kube-api.ts'
import { seedCrds } from './seed-crds.ts'

const [pods = '0', onNode = '0', node = ''] = process.argv.slice(2)

/** As much as an ordinary pod of a Deployment says. */
const podOf = (number: number) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: `old-${number}`,
    uid: `old-uid-${number}`,
    labels: { app: `app-${number % 50}`, 'pod-template-hash': '5d5b69f8c9' },
    annotations: { cni: '', 'kubectl.kubernetes.io/last-applied-configuration': 'x'.repeat(2_000) },
    managedFields: [{ manager: 'kubelet', operation: 'Update', fieldsV1: { 'f:status': filler(40) } }],
  },
  spec: {
    nodeName: number < Number(onNode) ? node : `other-${number % 50}`,
    containers: [{ name: 'main', image: 'registry.example.com/app:1', env: Object.values(filler(20)) }],
  },
  status: { phase: 'Running', conditions: Object.values(filler(5)) },
})

function filler(count: number) {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `f:${index}`,
      { name: `NAME_${index}`, value: `value of ${index}` },
    ]),
  )
}

const nadOf = (number: number) => ({
  apiVersion: 'k8s.cni.cncf.io/v1',
  kind: 'NetworkAttachmentDefinition',
  metadata: { name: `nad-${number}` },
  spec: { config: `{"cniVersion":"1.0.0","name":"nad-${number}","type":"macvlan","master":"eth${number}"}` },
})

const times = <T>(count: number, make: (number: number) => T) =>
  Array.from({ length: count }, (_, number) => make(number))

await using api = await KubeApi.start({ isTls: true })
seedCrds(api)
api.seed(...times(Number(pods), podOf), ...times(50, nadOf))
process.stdout.write(`${api.kubeconfig()}\n`)
await once(process.stdin.resume(), 'end')
