import { afterEach, beforeEach, expect, test } from 'vitest'
import { callApi, type ApiCall } from '../support/call-api.ts'
import { ClusterNode } from '../support/cluster-node.ts'

const editor = 'token-of-anna-0123456789012345678901'
const viewer = 'token-of-ben-01234567890123456789012'
const stranger = 'token-of-nobody-01234567890123456789'

/** An agent on a cluster that asks it who may call. */
let node: ClusterNode
beforeEach(async () => {
  node = await ClusterNode.open({ GENIE_ACCESS: 'cluster' })
  node.api.addUser(editor, { username: 'anna', groups: ['team'] })
  node.api.addUser(viewer, { username: 'ben', groups: [] })
  const role = (name: string, verbs: string[], resources: string[]) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name },
    rules: [{ apiGroups: ['cni-genie.io'], resources, verbs }],
  })
  const binding = (name: string, user: string, kind: string, namespace?: string) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind,
    metadata: { name, ...(namespace && { namespace }) },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: user }],
  })
  node.api.seed(
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    role('edits', ['get', 'list', 'create', 'update', 'delete'], ['selectionprofiles']),
    role('views', ['get', 'list'], ['selectionprofiles', 'decisions', 'networks']),
    binding('edits', 'anna', 'RoleBinding', 'shop'),
    binding('views', 'ben', 'ClusterRoleBinding'),
  )
  await node.start()
})
afterEach(() => node[Symbol.asyncDispose]())

const call = (path: string, asked: ApiCall = {}) =>
  callApi({ socketPath: node.at('http.sock') }, `/api/v1${path}`, asked)
const put = (
  path: string,
  token: string | undefined,
  body: unknown = {},
  headers = { 'if-none-match': '*' },
) => call(path, { method: 'PUT', body, headers, ...(token && { token }) })
const profile = (name: string, namespace = 'shop') =>
  node.api.find('cni-genie.io/v1alpha1', 'SelectionProfile', name, namespace)

test('a profile is written with the rights and the token of the caller, and noted under the name', async () => {
  const written = await put('/profiles/shop/web', editor, { weights: { latency: 5 } })
  expect([written.status, written.body]).toMatchObject([
    201,
    { origin: 'cluster', spec: { weights: { latency: 5 } } },
  ])
  expect(profile('web')).toMatchObject({ spec: { weights: { latency: 5 } } })
  const tag = written.headers['etag'] ?? ''
  expect(tag).toBe(`"${profile('web')?.metadata.resourceVersion ?? ''}"`)
  const changed = await call('/profiles/shop/web', {
    method: 'PUT',
    token: editor,
    body: {},
    headers: { 'if-match': tag },
  })
  expect(changed.status).toBe(200)
  const late = { method: 'DELETE', token: editor, headers: { 'if-match': tag } }
  expect((await call('/profiles/shop/web', late)).status).toBe(412)
  const now = { ...late, headers: { 'if-match': changed.headers['etag'] ?? '' } }
  expect((await call('/profiles/shop/web', now)).status).toBe(204)
  expect(profile('web')).toBeUndefined()
  expect((await call('/audit')).body).toMatchObject({
    changes: [
      { by: 'anna', before: {}, after: null },
      { by: 'anna', before: { weights: { latency: 5 } }, after: {} },
      { by: 'anna', before: null, after: { weights: { latency: 5 } } },
    ],
  })
})

test('whoever may not is refused, whoever is unknown has to sign in, and nothing is written', async () => {
  expect((await put('/profiles/default/web', editor)).body).toMatchObject({
    status: 403,
    detail: 'Cannot let anna update selectionprofiles in namespace default: ask for that right',
  })
  expect((await put('/profiles/shop/web', viewer)).status).toBe(403)
  const unknown = await put('/profiles/shop/web', stranger)
  expect([unknown.status, unknown.headers['www-authenticate']]).toEqual([401, 'Bearer realm="kubernetes"'])
  expect((await put('/profiles/shop/web', undefined)).status).toBe(401)
  expect(node.api.list('cni-genie.io/v1alpha1', 'SelectionProfile')).toEqual([])
})

test('rights of a namespace are for what the route keeps to it, and no more', async () => {
  expect((await call('/profiles?namespace=shop', { token: editor })).status).toBe(200)
  expect((await call('/profiles', { token: editor })).status).toBe(403)
  expect((await call('/networks?namespace=shop', { token: editor })).status).toBe(403)
  expect((await call('/networks', { token: viewer })).status).toBe(200)
})

test('callers of this machine may read without a token, and a wrong one is no better than none', async () => {
  expect((await call('/networks')).status).toBe(200)
  expect((await call('/networks', { token: stranger })).status).toBe(401)
  const body = { pod: { namespace: 'default', name: 'a', uid: 'a' }, ifname: 'eth0' }
  expect((await call('/select', { method: 'POST', body })).status).toBe(401)
})

test('it is told whom a caller is taken for', async () => {
  expect((await call('/whoami', { token: editor })).body).toEqual({
    name: 'anna',
    groups: expect.arrayContaining(['team']) as string[],
    by: 'cluster',
    may: 'asked',
    mode: 'cluster',
  })
  expect((await call('/whoami', { token: stranger })).body).toMatchObject({ may: 'none', by: 'nobody' })
  expect((await call('/whoami')).body).toMatchObject({ name: 'system:local', may: 'read' })
})

test('answers are remembered, so that the API server is asked once', async () => {
  for (let count = 0; count < 5; count += 1)
    expect((await call('/networks', { token: viewer })).status).toBe(200)
  await Promise.all(Array.from({ length: 5 }, () => call('/decisions', { token: stranger })))
  const reviews = (resource: string) => node.api.counts.of({ verb: 'create', resource })
  expect([reviews('tokenreviews'), reviews('subjectaccessreviews')]).toEqual([2, 1])
})

test('while the cluster does not answer nobody new is let in, and nobody writes', async () => {
  const fault = { kind: 'status', code: 500 } as const
  node.api.faults.add({ verb: 'create', resource: 'tokenreviews', fault })
  node.api.faults.add({ verb: 'create', resource: 'subjectaccessreviews', fault })
  const refused = await call('/networks', { token: viewer })
  expect([refused.status, refused.headers['retry-after']]).toEqual([503, '2'])
  expect((await put('/profiles/shop/web', editor)).status).toBe(503)
  expect((await call('/networks')).status).toBe(200)
  expect(profile('web')).toBeUndefined()
})

test('a settings object of a network is found by what it stands for, and keeps what is not ours', async () => {
  node.api.seed(
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'runs' },
      rules: [{ apiGroups: ['cni-genie.io'], resources: ['networks'], verbs: ['*'] }],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'runs' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'runs' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'anna' }],
    },
    {
      apiVersion: 'cni-genie.io/v1alpha1',
      kind: 'Network',
      metadata: { name: 'the-fast-one', labels: { team: 'net' } },
      spec: { conf: 'weave', mtu: 1_400 },
    },
  )
  const { headers, body } = await call('/networks/weave/settings', { token: editor })
  expect(body).toMatchObject({ network: 'weave', origin: 'cluster', settings: { mtu: 1_400 } })
  const asked = { 'if-none-match': '', 'if-match': headers['etag'] ?? '' }
  expect((await put('/networks/weave/settings', editor, { mtu: 9_000 }, asked)).status).toBe(200)
  expect(node.api.find('cni-genie.io/v1alpha1', 'Network', 'the-fast-one')).toMatchObject({
    metadata: { labels: { team: 'net' } },
    spec: { conf: 'weave', mtu: 9_000 },
  })
  const odd = await put('/networks/Not_A_Name/settings', editor, { mtu: 1_400 })
  expect(odd.body).toMatchObject({ status: 422, detail: expect.stringContaining('Not_A_Name') as string })
})
