import { execPath } from 'node:process'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { TLSSocket } from 'node:tls'
import { expect, test } from 'vitest'
import { kinds } from '../../kube/kinds.ts'
import { isClusterConfigured, openClient } from '../../kube/open-client.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import { KubeApi } from '../support/kube-api/kube-api.ts'
import { makeServingCertificate } from '../support/kube-api/http/serving-certificate.ts'
import { kubeconfigOf, sendJson, sendStatus, startScriptedApi } from '../support/scripted-api.ts'
import { openScripted as open, pod, ref, status0 } from '../support/scripted-pod.ts'

test('a token file is read again after a minute, and at once after a 401', async () => {
  let good = 'first'
  const seen: unknown[] = []
  await using api = await startScriptedApi(({ headers: { authorization } }, response) => {
    seen.push(authorization)
    if (authorization === `Bearer ${good}`) sendJson(response, 200, pod)
    else sendStatus(response, 401, 'Unauthorized')
  })
  const token = join(api.folder, 'token')
  await writeFile(token, 'first\n')
  await writeFile(api.kubeconfig, kubeconfigOf(api.url, { tokenFile: 'token' }))
  const clock = new ManualClock()
  await using client = await open(api, { clock })
  await client.get(kinds.pod, ref)
  await writeFile(token, 'second\n')
  await client.get(kinds.pod, ref)
  clock.advance(60_000)
  good = 'second'
  await client.get(kinds.pod, ref)
  await writeFile(token, 'third\n')
  good = 'third'
  await client.get(kinds.pod, ref)
  good = 'none'
  const refusal = await client.get(kinds.pod, ref).catch((error: unknown) => error)
  expect(refusal).toMatchObject({ status: 401, reason: 'Unauthorized' })
  expect(JSON.stringify(refusal) + String(refusal) + String((refusal as Error).stack)).not.toContain('third')
  const of = (name: string) => `Bearer ${name}`
  expect(seen).toEqual(['first', 'first', 'second', 'second', 'third', 'third'].map(of))
})

test('a pod uses its service account, whose token turns', async () => {
  await using api = await startScriptedApi(({ headers: { authorization } }, response) =>
    sendJson(response, 200, { ...pod, spec: authorization }),
  )
  await writeFile(join(api.folder, 'token'), 'of-the-pod')
  await writeFile(join(api.folder, 'namespace'), 'kube-system')
  await writeFile(join(api.folder, 'ca.crt'), '')
  const env = { KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: '8001' }
  await using client = await openClient({ env, program: 'test', serviceAccountDir: api.folder })
  expect([client.server, client.namespace]).toEqual(['http://127.0.0.1:8001', 'kube-system'])
  await writeFile(join(api.folder, 'token'), '')
  await expect(client.get(kinds.pod, ref)).rejects.toEqual(status0(/token file .*token holds no token$/))
})

test('an exec plugin signs in; what it says when it fails is told, what it answers never', async () => {
  await using api = await startScriptedApi(({ headers: { authorization } }, response) =>
    sendJson(response, 200, { ...pod, spec: authorization }),
  )
  const plugin = async (script: string) => {
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: execPath, args: ['-e', script] }
    await writeFile(api.kubeconfig, kubeconfigOf(api.url, { exec }))
    await using client = await open(api)
    return await client.get(kinds.pod, ref).catch(String)
  }
  const answer = `JSON.stringify({ status: { token: 'made' } })`
  expect(await plugin(`console.log(${answer})`)).toMatchObject({ spec: 'Bearer made' })
  expect(await plugin(`console.log('made' + ${answer})`)).toMatch(/plugin did not answer with JSON$/)
  expect(await plugin(`console.error('log in first'); process.exit(1)`)).toMatch(/"tester": log in first$/)
})

const cluster = (rest: object) => ({ name: 'c', cluster: rest })
const context = (name: string, user = 'u') => ({ name, context: { cluster: 'c', user } })

test('several kubeconfigs are one: the first that says something counts, those that are missing do not', async () => {
  await using api = await startScriptedApi(({ headers: { authorization } }, response) =>
    sendJson(response, 200, { ...pod, spec: authorization }),
  )
  const [first, second] = [join(api.folder, 'first'), join(api.folder, 'second')]
  await writeFile(first, JSON.stringify({ contexts: [context('mine')], 'current-context': 'mine' }))
  await writeFile(
    second,
    JSON.stringify({
      clusters: [cluster({ server: api.url })],
      users: [{ name: 'u', user: { token: 'of-u' } }],
      contexts: [context('mine', 'nobody'), context('other', 'gone')],
      'current-context': 'other',
    }),
  )
  const env = { KUBECONFIG: [first, join(api.folder, 'missing'), second].join(':') }
  await using client = await openClient({ env, program: 'test' })
  expect(await client.get(kinds.pod, ref)).toMatchObject({ spec: 'Bearer of-u' })
  const choose = async (rest: object) => openClient({ env, program: 'test', ...rest })
  await expect(choose({ context: 'none' })).rejects.toThrow('does not have it: name one of mine, other')
  await expect(choose({ context: 'other' })).rejects.toThrow('has no user "gone"')
  await expect(choose({ kubeconfig: join(api.folder, 'missing') })).rejects.toThrow('Cannot read kubeconfig')
  await expect(choose({ env: { HOME: api.folder } })).rejects.toThrow(
    'there is no kubeconfig and this is no pod',
  )
})

test('a kubeconfig that is broken is told by line, and never quoted', async () => {
  await using api = await startScriptedApi(() => undefined)
  await writeFile(api.kubeconfig, 'users:\n- name: u\n  user: { token: "secret-token\n')
  const broken = await open(api).catch(String)
  expect(broken).toMatch(/Cannot use kubeconfig .* as line \d+ is not YAML/)
  expect(broken).not.toContain('secret')
  await writeFile(api.kubeconfig, '')
  await expect(open(api)).rejects.toThrow('as it is no kubeconfig')
})

test('requests go through the proxy that the kubeconfig or the environment names', async () => {
  await using proxy = await startScriptedApi((_, response) => sendJson(response, 200, pod))
  const at = async (config: object, env: Record<string, string>) => {
    const users = [{ name: 'u', user: {} }]
    const text = { clusters: [cluster(config)], users, contexts: [context('x')], 'current-context': 'x' }
    await writeFile(proxy.kubeconfig, JSON.stringify(text))
    await using client = await openClient({ kubeconfig: proxy.kubeconfig, env, program: 'test' })
    return await client.get(kinds.pod, ref).then(() => 'through', String)
  }
  const server = 'http://cluster.invalid'
  expect(await at({ server, 'proxy-url': proxy.url }, {})).toBe('through')
  expect(await at({ server }, { http_proxy: proxy.url })).toBe('through')
  expect(await at({ server }, { http_proxy: proxy.url, no_proxy: 'cluster.invalid' })).toMatch(
    /cannot be resolved/,
  )
  const path = '/api/v1/namespaces/shop/pods/web'
  expect(proxy.requests).toEqual([`GET http://cluster.invalid${path}`, `GET http://cluster.invalid${path}`])
})

test('a server is trusted by its CA, and by no other', async () => {
  await using api = await KubeApi.start({ isTls: true })
  await using client = await open({ kubeconfig: api.kubeconfig() })
  expect(await client.text('/readyz')).toBe('ok')
  const kubeconfig = api.kubeconfig()
  const other = Buffer.from(makeServingCertificate().cert).toString('base64')
  const config = JSON.parse(await readFile(kubeconfig, 'utf8')) as { clusters: [{ cluster: object }] }
  Object.assign(config.clusters[0].cluster, { 'certificate-authority-data': other })
  await writeFile(kubeconfig, JSON.stringify(config))
  await using wary = await open({ kubeconfig })
  await expect(wary.text('/readyz')).rejects.toEqual(status0(/not signed by the CA that we were given/))
})

test('a client certificate signs in, and is read again when its file has changed', async () => {
  const { cert, key } = makeServingCertificate()
  const second = makeServingCertificate()
  const server = createServer(
    { cert, key, ca: [cert, second.cert], requestCert: true },
    ({ socket }, response) =>
      sendJson(response, 200, {
        ...pod,
        spec: socket instanceof TLSSocket && socket.getPeerCertificate().fingerprint256,
      }),
  )
  await using api = await startScriptedApi(() => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const user = { 'client-certificate': 'cert.pem', 'client-key': 'key.pem' }
    const files = { 'cert.pem': cert, 'key.pem': key, 'ca.pem': cert }
    for (const [name, text] of Object.entries(files)) await writeFile(join(api.folder, name), text)
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
    const text = {
      clusters: [cluster({ server: url, 'certificate-authority': 'ca.pem' })],
      users: [{ name: 'u', user }],
      contexts: [context('x')],
      'current-context': 'x',
    }
    await writeFile(api.kubeconfig, JSON.stringify(text))
    const clock = new ManualClock()
    await using client = await open(api, { clock })
    const of = (pem: string) => new X509Certificate(pem).fingerprint256
    expect((await client.get(kinds.pod, ref)).spec).toBe(of(cert))
    await writeFile(join(api.folder, 'cert.pem'), second.cert)
    await writeFile(join(api.folder, 'key.pem'), second.key)
    clock.advance(60_000)
    expect((await client.get(kinds.pod, ref)).spec).toBe(of(second.cert))
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

test.each([
  [{}, false],
  [{ KUBECONFIG: '' }, false],
  [{ KUBECONFIG: '/a' }, true],
  [{ KUBERNETES_SERVICE_HOST: '10.0.0.1' }, true],
])('%j says of a cluster: %s', (env, expected) => {
  expect(isClusterConfigured(env)).toBe(expected)
})
