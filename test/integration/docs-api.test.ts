import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { callApi, type ApiCall } from '../support/call-api.ts'
import { ClusterNode } from '../support/cluster-node.ts'
import { curlCall, type CurlCall } from '../support/curl-command.ts'
import { codeBlocks } from '../support/doc-table.ts'

/** A node without a cluster that has chosen for a pod, as the guides take it. */
let node: ClusterNode
beforeAll(async () => {
  node = await ClusterNode.open({ KUBECONFIG: '' })
  await node.start()
  await node.plan('web', { annotations: { cni: '' } })
})
afterAll(() => node[Symbol.asyncDispose]())

const call = (path: string, asked: ApiCall = {}) => callApi({ socketPath: node.at('http.sock') }, path, asked)
const first = { 'if-none-match': '*' }

/** The calls of a guide, in order, as somebody would copy them. */
function callsOf(page: string): readonly CurlCall[] {
  return codeBlocks(page)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => text.replaceAll('\\\n', ' ').split(/\n(?=\w)/))
    .filter((line) => line.startsWith('curl '))
    .map(curlCall)
}

const documentsOf = (page: string) =>
  codeBlocks(page)
    .filter(({ language }) => language === 'yaml')
    .map(({ text }) => parse(text) as { kind: string; metadata: { name: string }; spec: object })

test.each([
  ['docs/api.md', [201, 200, 200, 204]],
  ['docs/what-if.md', [200, 200]],
])('every call of %s can be copied, one after the other', async (page, statuses) => {
  const answered: number[] = []
  for (const { path, ...asked } of callsOf(page)) answered.push((await call(path, asked)).status)
  expect(answered).toEqual(statuses)
})

test('the fault that docs/api.md shows is what is answered, to the letter', async () => {
  const shown = codeBlocks('docs/api.md').find(({ language }) => language === 'json')?.text ?? ''
  const body = { weights: { latency: 11 } }
  const answer = await call('/api/v1/profiles/shop/web', { method: 'PUT', body, headers: first })
  expect(answer.body).toEqual(JSON.parse(shown))
  expect(answer.headers['content-type']).toContain('application/problem+json')
})

test('the book of docs/prices.md is one that the API takes, version 1 as it says', async () => {
  const [book] = documentsOf('docs/prices.md')
  const { rates, version } = book?.spec as { rates: unknown; version: unknown }
  const added = await call('/api/v1/prices', { method: 'POST', body: { rates }, headers: first })
  expect([added.status, added.body]).toMatchObject([201, { version }])
})

test('the profile and the Network of docs/questionnaire.md are what the API takes', async () => {
  const [profile, network] = documentsOf('docs/questionnaire.md')
  const put = (path: string, body: object) => call(path, { method: 'PUT', body, headers: first })
  expect((await put('/api/v1/profiles/shop/calls', profile?.spec ?? {})).status).toBe(201)
  const proposed = await call('/api/v1/questionnaire/profile', { method: 'POST', body: profile?.spec })
  expect([proposed.status, proposed.body]).toMatchObject([200, { spec: profile?.spec }])
  const { conf, ...settings } = (network?.spec ?? {}) as { conf: string }
  expect((await put(`/api/v1/networks/${conf}/settings`, settings)).status).toBe(201)
})
