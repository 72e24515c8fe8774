import type { KubeKind } from '../../kube/kube-object.ts'

/**
 * Follows what an agent follows, as `node follow-pods.ts <kubeconfig>`: prints figures in a line, and goes on. What is
 * measured is loaded only after the bare process has been.
 */
const [, , kubeconfig = ''] = process.argv
const bareBytes = process.memoryUsage.rss()
const begun = performance.now()
const { openClient } = await import('../../kube/open-client.ts')
const client = await openClient({ kubeconfig, env: {}, program: 'genie-bench' })
await client.text('/readyz')
const clientBytes = process.memoryUsage.rss()

const { Reflector } = await import('../../kube/reflector/reflector.ts')
const { kinds } = await import('../../kube/kinds.ts')
const { realDelay } = await import('../../kube/delay.ts')
const { systemClock } = await import('../../service-kit/clock.ts')
const say = (line: string) => void process.stderr.write(`${line}\n`)
const parts = { client, logger: { info: say, warn: say }, clock: systemClock, delay: realDelay }

const follow = (kind: KubeKind, fieldSelector?: string) =>
  new Reflector<object>({
    ...parts,
    random: Math.random,
    kind,
    scope: fieldSelector === undefined ? {} : { fieldSelector },
    keep: ({ metadata: { namespace, name, uid, annotations } }) => ({
      ...{ namespace, name, uid },
      cni: annotations?.['cni'],
    }),
  })

const { nad, logicalNetwork, physicalNetwork, network, selectionProfile, namespace } = kinds
const pods = follow(kinds.pod, 'spec.nodeName=n1')
const others = [nad, logicalNetwork, physicalNetwork, network, selectionProfile, namespace]
const all = [pods, ...others.map((kind) => follow(kind))]
for (const each of all) each.start()
await Promise.all(all.map(async (each) => each.untilSynced(20_000)))
const syncMs = performance.now() - begun
const cachesBytes = process.memoryUsage.rss()
const figures = { pods: pods.all().length, syncMs, bareBytes, clientBytes, cachesBytes }
process.stdout.write(`${JSON.stringify(figures)}\n`)
