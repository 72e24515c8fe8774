import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { X509Certificate } from 'node:crypto'
import { connect } from 'node:tls'
import { once } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildSelectorService, type SelectorService } from '../../selector/build-selector-service.ts'
import { SelectorConfig } from '../../selector/config.ts'
import { systemClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { readConfig } from '../../service-kit/read-config.ts'
import type { ClusterStore } from '../../store/cluster-store.ts'
import { openSqliteCluster } from '../../store/sqlite/open-sqlite-cluster.ts'
import { makeServingCertificate } from '../support/kube-api/http/serving-certificate.ts'
import {
  makeNode,
  makePod,
  SchedulerClient,
  type ExtenderConfiguration,
} from '../support/scheduler-client.ts'
import { worksHere } from '../support/works-here.ts'

const noOpenssl = worksHere('openssl', ['version']) ? '' : ' (skipped: needs openssl)'
const [server, scheduler, stranger] = noOpenssl
  ? []
  : [makeServingCertificate(), makeServingCertificate(), makeServingCertificate()]

let directory: string
let cluster: ClusterStore
let service: SelectorService
let port: number
const at = (name: string) => join(directory, name)

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'genie-extender-tls-'))
  await writeFile(at('cert.pem'), server?.cert ?? '')
  await writeFile(at('key.pem'), server?.key ?? '')
  await writeFile(at('ca.pem'), scheduler?.cert ?? '')
  const config = readConfig(SelectorConfig, {
    GENIE_EXTENDER: '127.0.0.1:0',
    GENIE_EXTENDER_CERT: at('cert.pem'),
    GENIE_EXTENDER_KEY: at('key.pem'),
    GENIE_EXTENDER_CLIENT_CA: at('ca.pem'),
    GENIE_WEB_DIR: '/nowhere',
  })
  cluster = await openSqliteCluster(at('genie.db'), 'n1')
  const logger = createLogger('silent')
  service = await buildSelectorService({ config, cluster, client: null, clock: systemClock, logger })
  await service.extender?.server.listen({ host: '127.0.0.1', port: 0 })
  port = (service.extender?.server.server.address() as AddressInfo).port
})
afterEach(async () => {
  await service.extender?.server.close()
  await service.server.close()
  await cluster.close()
  await rm(directory, { recursive: true })
})

const ask = (tls: ExtenderConfiguration['tls'], scheme = 'https') =>
  new SchedulerClient({
    urlPrefix: `${scheme}://127.0.0.1:${port}`,
    nodeCacheCapable: true,
    weight: 1,
    ignorable: false,
    ...(tls && { tls }),
  }).filter(makePod({ cni: '' }), [makeNode('n1')])

test.skipIf(noOpenssl)(`only who has a certificate of the CA is answered${noOpenssl}`, async () => {
  const ca = server?.cert
  expect((await ask({ ca, cert: scheduler?.cert, key: scheduler?.key })).feasible).toEqual(['n1'])
  await expect(ask({ ca })).rejects.toThrow()
  await expect(ask({ ca, cert: stranger?.cert, key: stranger?.key })).rejects.toThrow()
  await expect(ask(undefined, 'http')).rejects.toThrow()
})

test.skipIf(noOpenssl)(
  `a certificate that was renewed is used at once, and a broken one never${noOpenssl}`,
  async () => {
    const shown = async () => {
      const socket = connect({
        host: '127.0.0.1',
        port,
        rejectUnauthorized: false,
        cert: scheduler?.cert,
        key: scheduler?.key,
      })
      await once(socket, 'secureConnect')
      const { raw } = socket.getPeerCertificate()
      socket.destroy()
      return new X509Certificate(raw).fingerprint256
    }
    const fingerprint = (pem: string | undefined) => new X509Certificate(pem ?? '').fingerprint256
    expect(await shown()).toBe(fingerprint(server?.cert))
    await writeFile(at('cert.pem'), stranger?.cert ?? '')
    await writeFile(at('key.pem'), stranger?.key ?? '')
    await service.poll.once()
    expect(await shown()).toBe(fingerprint(stranger?.cert))
    await writeFile(at('cert.pem'), 'no certificate')
    await service.poll.once()
    expect(await shown()).toBe(fingerprint(stranger?.cert))
  },
)
