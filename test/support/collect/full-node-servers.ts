import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeServingCertificate } from '../kube-api/http/serving-certificate.ts'
import { startCalicoCluster } from './calico-cluster.ts'
import { cadvisorOf, summaryOf } from './kubelet-pages.ts'
import { meshVector } from './mesh-vector.ts'

/**
 * A kubelet over TLS, a Prometheus and the API of a cluster with Calico, as a process of their own: `node
 * full-node-servers.ts <pods> <owners> <blocks>`, for measurements. Prints where they are as one line of JSON, and ends
 * when its stdin does, with what it was asked.
 */
const [, , pods = '110', owners = '200', blocks = '1000'] = process.argv
/** Of 1 000 nodes with a new pod, or one that goes, every two minutes. */
const changesPerSecond = 8
const dir = mkdtempSync(join(tmpdir(), 'genie-servers-'))
process.on('exit', () => rmSync(dir, { recursive: true, force: true }))
const identity = makeServingCertificate()
const ca = join(dir, 'ca.crt')
writeFileSync(ca, identity.cert)
writeFileSync(join(dir, 'token'), 'genie-bench-token')

const asked: Record<string, number> = {}
const answer =
  (of: (url: URL) => { readonly type: string; readonly body: string } | null): RequestListener =>
  (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    asked[url.pathname] = (asked[url.pathname] ?? 0) + 1
    const good = of(url)
    if (good === null) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': good.type }).end(good.body)
  }

const kubelet = createSecureServer(
  identity,
  answer(({ pathname }) => {
    if (pathname === '/stats/summary')
      return { type: 'application/json', body: summaryOf(Number(pods), Date.now()) }
    return pathname === '/metrics/cadvisor'
      ? { type: 'text/plain; version=0.0.4', body: cadvisorOf(Number(pods), Date.now()) }
      : null
  }),
)
const prometheus = createServer(
  answer(({ searchParams }) => ({
    type: 'application/json',
    body: meshVector(searchParams.get('query') ?? '', Number(owners), Date.now()),
  })),
)

const listen = async (server: Pick<Server, 'listen' | 'address' | 'once'>): Promise<number> => {
  server.listen(0, '127.0.0.1')
  await once(server as Server, 'listening')
  return (server.address() as AddressInfo).port
}
await using cluster = await startCalicoCluster(Number(blocks), changesPerSecond)
const servers = {
  kubeconfig: cluster.kubeconfig(),
  kubelet: `https://127.0.0.1:${await listen(kubelet)}`,
  prometheus: `http://127.0.0.1:${await listen(prometheus)}`,
  ca,
  dir,
}
process.stdout.write(`${JSON.stringify(servers)}\n`)
process.stdin.resume()
await once(process.stdin, 'end')
for (const { verb, resource } of cluster.counts.all)
  if (verb === 'watch' && /^ip(pools|amblocks|amconfigs)$/.test(resource))
    asked[resource] = (asked[resource] ?? 0) + 1
process.stdout.write(`${JSON.stringify(asked)}\n`)
kubelet.closeAllConnections()
prometheus.closeAllConnections()
kubelet.close()
prometheus.close()
