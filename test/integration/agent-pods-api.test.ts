import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addPodRoutes } from '../../agent/pods/pod-routes.ts'
import { JournalReader } from '../../collector/journal/journal-reader.ts'
import { buildHttpServer } from '../../service-kit/build-http-server.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { problemOf } from '../../service-kit/problem-of.ts'
import { JournalDir } from '../support/journal-dir.ts'
import { makeRecord, makeRecordedAttachment } from '../support/make-record.ts'

let directory: string
let journal: JournalDir
let server: HttpServer

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'genie-pods-'))
  journal = new JournalDir(directory)
  const logger = createLogger('silent')
  server = await buildHttpServer({
    logger,
    title: 'test',
    version: '0',
    hosts: [],
    notReady: () => null,
    metrics: () => Promise.resolve(''),
  })
  addPodRoutes(server, new JournalReader(journal.path, logger))
})

afterEach(async () => {
  await server.close()
  await rm(directory, { recursive: true })
})

const get = async (url: string) => {
  const response = await server.inject({ url, headers: { host: 'localhost' } })
  return { status: response.statusCode, body: response.json<unknown>() }
}

const web = {
  namespace: 'default',
  name: 'web',
  uid: 'u1',
  containerId: 'c1',
  attachments: [{ network: 'calico', nad: null, ifname: 'eth0', ips: ['10.1.0.5'], mac: null }],
  annotations: {
    'k8s.v1.cni.cncf.io/network-status':
      '[{"name":"calico","interface":"eth0","ips":["10.1.0.5"],"default":true,"dns":{}}]',
  },
}

test('the API tells what every pod is attached to, once its attaching is done', async () => {
  expect(await get('/api/v1/pods')).toEqual({ status: 200, body: { pods: [] } })
  await journal.write(makeRecord())
  await journal.write(makeRecord({ containerId: 'c2', podName: 'db', state: 'pending' }))
  expect(await get('/api/v1/pods')).toEqual({ status: 200, body: { pods: [web] } })
  await journal.remove(makeRecord())
  expect(await get('/api/v1/pods')).toEqual({ status: 200, body: { pods: [] } })
})

test('the API tells the annotations of a pod of several networks, over several records', async () => {
  const result = '{"cniVersion":"0.4.0","ips":[{"version":"4","address":"10.32.0.4/12"}]}'
  const extra = makeRecordedAttachment({ network: 'net-a', nad: 'default/na', ifname: 'net1', result })
  await journal.write(makeRecord({ attachments: [makeRecordedAttachment(), extra] }))
  await journal.write(makeRecord({ ifname: 'x0', attachments: [makeRecordedAttachment({ ifname: 'x0' })] }))
  const { body } = await get('/api/v1/pods/default/web')
  expect(body).toMatchObject({
    attachments: [
      { ifname: 'eth0' },
      { network: 'net-a', nad: 'default/na', ips: ['10.32.0.4'] },
      { ifname: 'x0' },
    ],
  })
  const { annotations } = body as typeof web & { annotations: Record<string, string> }
  const parsed = Object.values(annotations).map((text) => JSON.parse(text) as unknown)
  expect(parsed).toMatchObject([
    [{ default: true }, { name: 'default/na', default: false }, { default: false }],
    { multi_entry: 3, ips: { ip2: { ip: '10.32.0.4', interface: 'net1' } } },
  ])
})

test('the API answers for a pod by the sandbox that lives', async () => {
  await journal.write(makeRecord({ containerId: 'a-gone', netns: '/run/netns/genie-none' }))
  await journal.write(makeRecord({ containerId: 'b-lives', netns: '/proc/self/ns/net' }))
  expect((await get('/api/v1/pods/default/web')).body).toMatchObject({ containerId: 'b-lives' })
})

test('the API says that a pod is not here', async () => {
  await journal.write(makeRecord())
  expect(await get('/api/v1/pods/default/other')).toEqual({
    status: 404,
    body: problemOf(404, 'Cannot find pod default/other: this node has attached none of that name'),
  })
})
