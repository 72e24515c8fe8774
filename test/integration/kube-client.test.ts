import { writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { kinds } from '../../kube/kinds.ts'
import { kubeconfigOf, sendJson, sendStatus, startScriptedApi } from '../support/scripted-api.ts'
import { openScripted as open, pod, ref, status0 } from '../support/scripted-pod.ts'

test('a client says who it is and asks for what is wanted', async () => {
  const seen: object[] = []
  await using api = await startScriptedApi((request, response) => {
    const { authorization, 'user-agent': agent, accept } = request.headers
    seen.push({ authorization, agent, accept })
    sendJson(response, 200, { metadata: { resourceVersion: '9' }, items: [{ metadata: pod.metadata }] })
  })
  await using client = await open(api)
  const scope = { namespace: 'shop', fieldSelector: 'spec.nodeName=n 1', labelSelector: 'a=b', limit: 5 }
  expect(await client.list(kinds.pod, { ...scope, resourceVersion: '0' })).toEqual({
    metadata: { resourceVersion: '9' },
    items: [pod],
  })
  await client.list(kinds.namespace, { metadataOnly: true, continue: 'c', resourceVersion: '0' })
  expect(api.requests).toEqual([
    'GET /api/v1/namespaces/shop/pods?fieldSelector=spec.nodeName%3Dn+1&labelSelector=a%3Db&limit=5&resourceVersion=0',
    'GET /api/v1/namespaces?continue=c',
  ])
  const agent = expect.stringMatching(/^cni-genie\/\d+\.\d+\.\d+ \(test\)$/) as string
  expect(seen).toEqual([
    { authorization: 'Bearer secret-token', agent, accept: 'application/json' },
    {
      authorization: 'Bearer secret-token',
      agent,
      accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json',
    },
  ])
  expect(client.namespace).toBe('shop')
})

test('a client reads, makes, replaces, patches and deletes', async () => {
  const seen: string[] = []
  await using api = await startScriptedApi(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    seen.push(`${request.headers['content-type'] ?? ''} ${body}`)
    sendJson(response, 200, pod)
  })
  await using client = await open(api)
  expect(await client.get(kinds.pod, ref)).toEqual(pod)
  await client.create(kinds.pod, pod)
  await client.update(kinds.pod, pod)
  await client.patch(kinds.pod, ref, { a: 'ü' }, { type: 'merge', subresource: 'status' })
  await client.patch(kinds.network, { name: 'n' }, {}, { type: 'apply', fieldManager: 'me', force: true })
  await client.delete(kinds.pod, ref)
  expect(await client.text('/readyz')).toBe(JSON.stringify(pod))
  expect(api.requests).toEqual([
    'GET /api/v1/namespaces/shop/pods/web',
    'POST /api/v1/namespaces/shop/pods',
    'PUT /api/v1/namespaces/shop/pods/web',
    'PATCH /api/v1/namespaces/shop/pods/web/status',
    'PATCH /apis/cni-genie.io/v1alpha1/networks/n?fieldManager=me&force=true',
    'DELETE /api/v1/namespaces/shop/pods/web',
    'GET /readyz',
  ])
  const sent = `application/json ${JSON.stringify(pod)}`
  expect(seen).toEqual([
    ' ',
    sent,
    sent,
    'application/merge-patch+json {"a":"ü"}',
    'application/apply-patch+yaml {}',
    ' ',
    ' ',
  ])
})

test('a refusal says what, where and why, with status and reason', async () => {
  await using api = await startScriptedApi((_, response) => sendStatus(response, 404, 'NotFound'))
  await using client = await open(api)
  await expect(client.get(kinds.pod, ref)).rejects.toMatchObject({
    status: 404,
    reason: 'NotFound',
    message: `Cannot read pods shop/web as ${api.url} answers "NotFound"`,
  })
  await expect(client.get(kinds.pod, { name: 'web' })).rejects.toThrow('the namespace is missing')
})

test('a client waits as long as a busy server asks, but never longer than its own limit', async () => {
  const delays: number[] = []
  const delay = (ms: number) => {
    delays.push(ms)
    return Promise.resolve()
  }
  let refusals = 1
  await using api = await startScriptedApi((_, response) => {
    if (refusals-- > 0) sendStatus(response, 429, 'TooManyRequests', { 'retry-after': '2' })
    else sendJson(response, 200, pod)
  })
  await using client = await open(api, { delay })
  expect(await client.get(kinds.pod, ref)).toEqual(pod)
  refusals = 100
  await expect(client.get(kinds.pod, ref)).rejects.toMatchObject({ status: 429, retryAfterMs: 2_000 })
  await expect(client.get(kinds.pod, ref, { timeoutMs: 1_500 })).rejects.toMatchObject({ status: 429 })
  expect(delays).toEqual([2_000, 2_000, 2_000, 2_000])
})

test('a server that hangs, cuts, or talks nonsense is told apart', async () => {
  await using api = await startScriptedApi(() => undefined)
  await using client = await open(api)
  await expect(client.get(kinds.pod, ref, { timeoutMs: 50 })).rejects.toEqual(
    status0(/does not answer within 50 ms/),
  )
  api.answer((_, response) => void response.socket?.destroy())
  await expect(client.get(kinds.pod, ref)).rejects.toEqual(status0(/the connection was cut/))
  api.answer((_, response) => void response.socket?.end('SSH-2.0-OpenSSH\r\n'))
  await expect(client.get(kinds.pod, ref)).rejects.toEqual(status0(/what it says is not HTTP/))
  api.answer((_, response) => void response.end('<html>secret'))
  await expect(client.get(kinds.pod, ref)).rejects.toEqual(
    status0(/not JSON: see that this is the API server$/),
  )
  api.answer((_, response) => void response.end('{"kind":"PodList"}'))
  await expect(client.list(kinds.pod)).rejects.toEqual(status0(/no list/))
  api.answer((_, response) => void response.write('{"half":'))
  await expect(client.get(kinds.pod, ref, { timeoutMs: 50 })).rejects.toEqual(status0(/within 50 ms/))
  api.answer((_, response) => void response.end('x'.repeat(5_000_000)))
  await expect(client.get(kinds.pod, ref)).rejects.toEqual(status0(/longer than 4194304 bytes/))
})

test('a client explains a refused connection, an unknown name and plain HTTP behind https', async () => {
  await using api = await startScriptedApi((_, response) => sendJson(response, 200, pod))
  const at = async (server: string) => {
    await writeFile(api.kubeconfig, kubeconfigOf(server))
    await using client = await open(api)
    return await client.get(kinds.pod, ref).catch(String)
  }
  expect(await at('http://127.0.0.1:9')).toMatch(/as nothing listens there/)
  expect(await at('http://nowhere.invalid')).toMatch(/as its name cannot be resolved/)
  expect(await at(api.url.replace('http', 'https'))).toMatch(/as it does not speak TLS/)
})

test('a read goes on when the server has dropped the connection that was kept open', async () => {
  await using api = await startScriptedApi((_, response) => sendJson(response, 200, pod))
  await using client = await open(api)
  await client.get(kinds.pod, ref)
  let drops = 1
  api.answer((_, response) => (drops-- > 0 ? void response.socket?.destroy() : sendJson(response, 200, pod)))
  expect(await client.get(kinds.pod, ref)).toEqual(pod)
  expect(api.requests.length).toBe(3)
  drops = 1
  await expect(client.patch(kinds.pod, ref, {}, { type: 'merge' })).rejects.toEqual(status0(/was cut/))
})
