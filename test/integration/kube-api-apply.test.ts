import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '../support/kube-backends/kube-requests.ts'
import { kubeName, KubeUnderTest } from '../support/kube-under-test.ts'

describe(`Server-side apply to the Kubernetes API, ${kubeName}`, () => {
  let kube: KubeUnderTest
  const apply = (name: string, manager: string, data: Json, force = false) =>
    kube.admin.patch(
      `${kube.path('v1', 'configmaps', name)}?fieldManager=${manager}${force ? '&force=true' : ''}`,
      'apply',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data },
    )

  beforeAll(async () => {
    kube = await KubeUnderTest.open()
  }, 120_000)
  afterAll(() => kube[Symbol.asyncDispose]())

  test('makes what is not there, and what a manager no longer says goes', async () => {
    expect((await apply('genie-a', 'genie-one', { a: '1', b: '1' })).code).toBe(201)
    const { code, body } = await apply('genie-a', 'genie-one', { a: '1' })
    expect({ code, data: body['data'] }).toEqual({ code: 200, data: { a: '1' } })
  })

  test('what two managers say alike stays until both have dropped it', async () => {
    await apply('genie-b', 'genie-one', { a: '1', b: '1' })
    await apply('genie-b', 'genie-two', { a: '1' })
    expect((await apply('genie-b', 'genie-one', { b: '1' })).body['data']).toEqual({ a: '1', b: '1' })
    expect((await apply('genie-b', 'genie-two', { c: '1' })).body['data']).toEqual({ b: '1', c: '1' })
  })

  test('a value of somebody else is a conflict that names owner and field, until it is forced', async () => {
    await apply('genie-c', 'genie-one', { a: '1' })
    const refused = await apply('genie-c', 'genie-two', { a: '2' })
    expect(refused.body).toMatchObject({
      code: 409,
      reason: 'Conflict',
      details: { causes: [{ reason: 'FieldManagerConflict', field: '.data.a' }] },
    })
    expect(refused.body['message']).toContain('conflict with "genie-one"')
    const forced = await apply('genie-c', 'genie-two', { a: '2' }, true)
    expect(forced.body['data']).toEqual({ a: '2' })
    expect((await apply('genie-c', 'genie-one', { a: '1' })).code).toBe(409)
  })

  test('who patches by other means owns what is changed', async () => {
    await apply('genie-d', 'genie-one', { a: '1' })
    const path = `${kube.path('v1', 'configmaps', 'genie-d')}?fieldManager=genie-patch`
    await kube.admin.patch(path, 'merge', { data: { a: '9' } })
    const refused = await apply('genie-d', 'genie-one', { a: '1' })
    expect(refused.code).toBe(409)
    expect(refused.body['message']).toContain('"genie-patch"')
  })

  test('the same again makes no new version', async () => {
    const first = await apply('genie-e', 'genie-one', { a: '1' })
    await apply('genie-e', 'genie-two', { b: '1' })
    const { body } = await apply('genie-e', 'genie-two', { b: '1' })
    const again = await apply('genie-e', 'genie-one', { a: '1' })
    expect(again.body.metadata.resourceVersion).toBe(body.metadata.resourceVersion)
    expect(first.code).toBe(201)
  })

  test('without a manager is refused', async () => {
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'genie-f' } }
    const { code } = await kube.admin.patch(kube.path('v1', 'configmaps', 'genie-f'), 'apply', body)
    expect(code).toBe(400)
  })

  test('lists with keys are owned entry by entry', async () => {
    const path = kube.path('apps/v1', 'deployments', 'genie-g')
    const labels = { app: 'genie-g' }
    const deployment = (...env: readonly Json[]) => ({
      ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'genie-g' } },
      spec: {
        replicas: 0,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'main', image: 'genie.invalid/none', env }] },
        },
      },
    })
    const send = (manager: string, ...env: readonly Json[]) =>
      kube.admin.patch(`${path}?fieldManager=${manager}`, 'apply', deployment(...env))
    await send('genie-one', { name: 'A', value: '1' })
    await send('genie-two', { name: 'B', value: '2' })
    const { body } = await send('genie-one')
    const { template } = body['spec'] as { template: { spec: { containers: { env: Json[] }[] } } }
    expect(template.spec.containers[0]?.env).toEqual([{ name: 'B', value: '2' }])
    await kube.admin.delete(path)
  })
})
