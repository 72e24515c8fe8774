import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kubeName, KubeUnderTest, type ServiceAccountAccess } from '../support/kube-under-test.ts'

describe(`Rights at the Kubernetes API, ${kubeName}`, () => {
  let kube: KubeUnderTest
  let reader: ServiceAccountAccess

  beforeAll(async () => {
    kube = await KubeUnderTest.open()
    reader = await kube.serviceAccount('reader', [
      { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
      { apiGroups: [''], resources: ['configmaps'], resourceNames: ['genie-one'], verbs: ['get'] },
    ])
  }, 120_000)
  afterAll(() => kube[Symbol.asyncDispose]())

  const user = () => `system:serviceaccount:${kube.namespace}:reader`

  test('a token that nobody knows is refused before anything else', async () => {
    const { code, body } = await kube.as('genie-nobody').get(kube.path('v1', 'pods'))
    expect(code).toBe(401)
    expect(body).toMatchObject({ kind: 'Status', reason: 'Unauthorized', message: 'Unauthorized' })
  })

  test('what a role allows is allowed, and nothing else', async () => {
    expect((await reader.requests.get(kube.path('v1', 'pods'))).code).toBe(200)
    const { code, body } = await reader.requests.get(`${kube.path('v1', 'pods')}?watch=1`)
    expect(code).toBe(403)
    expect(body).toMatchObject({
      reason: 'Forbidden',
      message: `pods is forbidden: User "${user()}" cannot watch resource "pods" in API group "" in the namespace "${kube.namespace}"`,
    })
    const leases = await reader.requests.get('/apis/coordination.k8s.io/v1/leases')
    expect(leases.body['message']).toBe(
      `leases.coordination.k8s.io is forbidden: User "${user()}" cannot list resource "leases" in API group "coordination.k8s.io" at the cluster scope`,
    )
  })

  test('a right to single names is one to those only', async () => {
    expect((await reader.requests.get(kube.path('v1', 'configmaps', 'genie-one'))).code).toBe(404)
    expect((await reader.requests.get(kube.path('v1', 'configmaps', 'genie-two'))).code).toBe(403)
    expect((await reader.requests.get(kube.path('v1', 'configmaps'))).code).toBe(403)
  })

  test('pods and their status are two rights', async () => {
    const path = kube.path('v1', 'pods', 'genie-none', 'status')
    const { code, body } = await reader.requests.patch(path, 'merge', {})
    expect(code).toBe(403)
    expect(body['message']).toContain('cannot patch resource "pods/status"')
  })

  test('everybody may ask what there is, and what they may do', async () => {
    for (const path of ['/api', '/apis', '/api/v1', '/version', '/readyz'])
      expect((await reader.requests.get(path)).code).toBe(200)
    expect((await reader.requests.get('/metrics')).body['message']).toBe(
      `forbidden: User "${user()}" cannot get path "/metrics"`,
    )
  })

  test.each([
    ['list', 'pods', '', true],
    ['delete', 'pods', '', false],
    ['get', 'configmaps', 'genie-one', true],
    ['get', 'configmaps', 'genie-two', false],
  ])('SelfSubjectAccessReview of %s %s %s', async (verb, resource, name, allowed) => {
    const { code, body } = await reader.requests.post(
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: {
          resourceAttributes: { verb, resource, namespace: kube.namespace, ...(name !== '' && { name }) },
        },
      },
    )
    expect(code).toBe(201)
    expect(body['status']).toMatchObject({ allowed })
  })

  test('SubjectAccessReview answers for others, to those who may ask', async () => {
    const path = '/apis/authorization.k8s.io/v1/subjectaccessreviews'
    const review = {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: {
        user: user(),
        resourceAttributes: { verb: 'list', resource: 'pods', namespace: kube.namespace },
      },
    }
    expect((await kube.admin.post(path, review)).body['status']).toMatchObject({ allowed: true })
    expect((await reader.requests.post(path, review)).code).toBe(403)
    const none = { ...review, spec: { user: user() } }
    expect((await kube.admin.post(path, none)).code).toBe(422)
  })

  test('SelfSubjectRulesReview names the rules', async () => {
    const { body } = await reader.requests.post('/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectRulesReview',
      spec: { namespace: kube.namespace },
    })
    expect(body['status']).toMatchObject({
      resourceRules: expect.arrayContaining([
        expect.objectContaining({ resources: ['pods'], verbs: ['get', 'list'] }),
      ]) as unknown,
    })
  })

  test('TokenReview says who a token is, with the node of its pod', async () => {
    const review = (token: string) =>
      kube.admin.post('/apis/authentication.k8s.io/v1/tokenreviews', {
        ...{ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token } },
      })
    const { token } = await kube.tokenOf('reader', 'genie-node-9')
    expect((await review(token)).body['status']).toMatchObject({
      authenticated: true,
      user: {
        username: user(),
        groups: [
          'system:serviceaccounts',
          `system:serviceaccounts:${kube.namespace}`,
          'system:authenticated',
        ],
        extra: { 'authentication.kubernetes.io/node-name': ['genie-node-9'] },
      },
    })
    expect((await review('genie-nobody')).body['status']).not.toMatchObject({ authenticated: true })
  })

  test('a token for less than ten minutes is refused', async () => {
    const answer = await kube.admin.post(kube.path('v1', 'serviceaccounts', 'reader', 'token'), {
      ...{ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 60 } },
    })
    expect(answer.body).toMatchObject({ code: 422, reason: 'Invalid' })
  })
})
