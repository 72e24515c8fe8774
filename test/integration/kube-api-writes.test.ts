import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json, KubeAnswer } from '../support/kube-backends/kube-requests.ts'
import { geniePod } from '../support/genie-pod.ts'
import { kubeName, KubeUnderTest } from '../support/kube-under-test.ts'

const outcome = ({ code, body }: KubeAnswer) => ({ code, reason: body['reason'] })

describe(`Writes to the Kubernetes API, ${kubeName}`, () => {
  let kube: KubeUnderTest
  const maps = (name = '') => kube.path('v1', 'configmaps', ...(name === '' ? [] : [name]))
  const pods = (...more: readonly string[]) => kube.path('v1', 'pods', ...more)
  const map = (name: string, data: Json = {}, metadata: Json = {}) => ({
    ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...metadata }, data },
  })

  beforeAll(async () => {
    kube = await KubeUnderTest.open()
  }, 120_000)
  afterAll(() => kube[Symbol.asyncDispose]())

  test('a new object has a uid, a version and a time, and is there only once', async () => {
    const { code, body } = await kube.admin.post(maps(), map('genie-new'))
    expect(code).toBe(201)
    expect(body.metadata).toMatchObject({ name: 'genie-new', namespace: kube.namespace })
    expect(body.metadata.uid).toMatch(/^[0-9a-f-]{36}$/)
    expect(body.metadata['creationTimestamp']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    const again = await kube.admin.post(maps(), map('genie-new'))
    expect(outcome(again)).toEqual({ code: 409, reason: 'AlreadyExists' })
    expect(again.body['message']).toBe('configmaps "genie-new" already exists')
  })

  test('a name can be made by the server', async () => {
    const { body } = await kube.admin.post(maps(), { ...map('x'), metadata: { generateName: 'genie-gen-' } })
    expect(body.metadata['name']).toMatch(/^genie-gen-[a-z0-9]{5}$/)
  })

  test.each([
    ['a name in capitals', { metadata: { name: 'Genie' } }, 422, 'Invalid'],
    ['no name', { metadata: {} }, 422, 'Invalid'],
    ['a wrong label', { metadata: { name: 'genie-x', labels: { a: 'b c' } } }, 422, 'Invalid'],
    ['a version of its own', { metadata: { name: 'genie-x', resourceVersion: '5' } }, 400, 'BadRequest'],
    ['another namespace', { metadata: { name: 'genie-x', namespace: 'default' } }, 400, 'BadRequest'],
    ['another kind', { kind: 'Secret', metadata: { name: 'genie-x' } }, 400, 'BadRequest'],
    ['labels that are no texts', { metadata: { name: 'genie-x', labels: { a: 1 } } }, 400, 'BadRequest'],
  ])('%s is refused', async (_what, rest, code, reason) => {
    const answer = await kube.admin.post(maps(), { ...map('x'), ...rest })
    expect(outcome(answer)).toEqual({ code, reason })
  })

  test('a namespace that is not there is told', async () => {
    const answer = await kube.admin.post('/api/v1/namespaces/genie-nowhere/configmaps', map('genie-x'))
    expect(outcome(answer)).toEqual({ code: 404, reason: 'NotFound' })
    expect(answer.body['message']).toBe('namespaces "genie-nowhere" not found')
  })

  test('annotations of more than 256 KiB are refused', async () => {
    const annotations = { 'cni-genie.io/big': 'x'.repeat(262_145) }
    expect(outcome(await kube.admin.post(maps(), map('genie-big', {}, { annotations })))).toEqual({
      ...{ code: 422, reason: 'Invalid' },
    })
  })

  test('a dry run is checked, and not stored', async () => {
    expect((await kube.admin.post(`${maps()}?dryRun=All`, map('genie-dry'))).code).toBe(201)
    expect((await kube.admin.get(maps('genie-dry'))).code).toBe(404)
  })

  test('a PUT of a version that is gone by is a conflict, and so is one for another uid', async () => {
    const { body: first } = await kube.admin.post(maps(), map('genie-put', { a: '1' }))
    expect((await kube.admin.put(maps('genie-put'), { ...first, data: { a: '2' } })).code).toBe(200)
    const stale = await kube.admin.put(maps('genie-put'), { ...first, data: { a: '3' } })
    expect(outcome(stale)).toEqual({ code: 409, reason: 'Conflict' })
    expect(stale.body['message']).toContain('the object has been modified')
    const uid = '00000000-0000-4000-8000-000000000000'
    const other = await kube.admin.put(maps('genie-put'), map('genie-put', {}, { uid }))
    expect(outcome(other)).toEqual({ code: 409, reason: 'Conflict' })
  })

  test('a write that changes nothing makes no new version', async () => {
    const { body } = await kube.admin.post(maps(), map('genie-same', { a: '1' }))
    const patched = await kube.admin.patch(maps('genie-same'), 'merge', { data: { a: '1' } })
    expect(patched.body.metadata.resourceVersion).toBe(body.metadata.resourceVersion)
  })

  test('patches merge, and null removes', async () => {
    await kube.admin.post(maps(), map('genie-patch', { a: '1', b: '2' }))
    const { body } = await kube.admin.patch(maps('genie-patch'), 'merge', { data: { a: null, c: '3' } })
    expect(body['data']).toEqual({ b: '2', c: '3' })
  })

  test('JSON patches run step by step, and a test that fails stops all', async () => {
    await kube.admin.post(maps(), map('genie-steps', { a: '1' }, { labels: { 'genie.io/x': '1' } }))
    const path = maps('genie-steps')
    const done = await kube.admin.patch(path, 'json', [
      { op: 'test', path: '/data/a', value: '1' },
      { op: 'replace', path: '/metadata/labels/genie.io~1x', value: '2' },
      { op: 'remove', path: '/data/a' },
    ])
    expect(done.body).toMatchObject({ metadata: { labels: { 'genie.io/x': '2' } } })
    expect(done.body).not.toHaveProperty('data.a')
    const failed = await kube.admin.patch(path, 'json', [{ op: 'test', path: '/data/a', value: '9' }])
    expect(outcome(failed)).toEqual({ code: 422, reason: 'Invalid' })
  })

  test('a patch for a uid or a version that is no more the object’s is refused', async () => {
    await kube.admin.post(pods(), geniePod('genie-uid'))
    const stale = { metadata: { resourceVersion: '1', annotations: { a: 'b' } } }
    expect(outcome(await kube.admin.patch(pods('genie-uid'), 'merge', stale))).toEqual({
      ...{ code: 409, reason: 'Conflict' },
    })
    const other = { metadata: { uid: '00000000-0000-4000-8000-000000000000', annotations: { a: 'b' } } }
    expect(outcome(await kube.admin.patch(pods('genie-uid', 'status'), 'merge', other))).toEqual({
      ...{ code: 422, reason: 'Invalid' },
    })
  })

  test('strategic patches merge lists by their keys', async () => {
    await kube.admin.post(pods(), geniePod('genie-strategic'))
    const condition = (type: string, status: string) => ({ type, status })
    const status = (...conditions: readonly Json[]) =>
      kube.admin.patch(pods('genie-strategic', 'status'), 'strategic', { status: { conditions } })
    await status(condition('genie.io/a', 'True'))
    const { body } = await status(condition('genie.io/b', 'True'), condition('genie.io/a', 'False'))
    const { conditions } = body['status'] as { conditions: Json[] }
    expect(conditions.map(({ type, status: is }) => [type, is]).sort()).toEqual([
      ['genie.io/a', 'False'],
      ['genie.io/b', 'True'],
    ])
    const gone = await status({ type: 'genie.io/a', $patch: 'delete' })
    expect((gone.body['status'] as { conditions: Json[] }).conditions).toHaveLength(1)
  })

  test('the status of a pod takes annotations with it, and no spec', async () => {
    await kube.admin.post(pods(), geniePod('genie-status'))
    const { code, body } = await kube.admin.patch(pods('genie-status', 'status'), 'merge', {
      metadata: { annotations: { 'cni-genie.io/picked': '{}' } },
      spec: { activeDeadlineSeconds: 5 },
      status: { phase: 'Running' },
    })
    expect(code).toBe(200)
    expect(body).toMatchObject({
      metadata: { annotations: { 'cni-genie.io/picked': '{}' } },
      status: { phase: 'Running' },
    })
    expect(body['spec']).not.toHaveProperty('activeDeadlineSeconds')
  })

  test('a pod itself takes no status, and its containers do not change', async () => {
    await kube.admin.post(pods(), geniePod('genie-main'))
    const main = await kube.admin.patch(pods('genie-main'), 'merge', { status: { phase: 'Failed' } })
    expect(main.body['status']).toMatchObject({ phase: 'Pending' })
    const spec = { containers: [{ name: 'other', image: 'genie.invalid/none' }] }
    const changed = await kube.admin.patch(pods('genie-main'), 'merge', { spec })
    expect(outcome(changed)).toEqual({ code: 422, reason: 'Invalid' })
  })

  test('a pod without containers is refused', async () => {
    const answer = await kube.admin.post(pods(), geniePod('genie-none', { spec: { containers: [] } }))
    expect(answer.body['message']).toBe('Pod "genie-none" is invalid: spec.containers: Required value')
  })

  test('what a type does not know is dropped with a warning, or refused where the client wants it strict', async () => {
    const pod = geniePod('genie-typo', { spec: { hostNetwrok: true } })
    const { code, body, headers } = await kube.admin.post(pods(), pod)
    expect(code).toBe(201)
    expect(body['spec']).not.toHaveProperty('hostNetwrok')
    expect(String(headers['warning'])).toContain('unknown field')
    const strict = await kube.admin.post(`${pods()}?fieldValidation=Strict`, pod)
    expect(outcome(strict)).toEqual({ code: 400, reason: 'BadRequest' })
    expect(strict.body['message']).toContain('unknown field "spec.hostNetwrok"')
    const unreadable = await kube.admin.post(pods(), geniePod('genie-type', { spec: { hostNetwork: 'yes' } }))
    expect(outcome(unreadable)).toEqual({ code: 400, reason: 'BadRequest' })
  })

  test('finalizers keep an object until the last of them goes', async () => {
    const finalizers = ['cni-genie.io/keep']
    await kube.admin.post(maps(), map('genie-final', {}, { finalizers }))
    expect((await kube.admin.delete(maps('genie-final'))).code).toBe(200)
    const { body } = await kube.admin.get(maps('genie-final'))
    expect(body.metadata['deletionTimestamp']).toBeTypeOf('string')
    await kube.admin.patch(maps('genie-final'), 'merge', { metadata: { finalizers: null } })
    expect((await kube.admin.get(maps('genie-final'))).code).toBe(404)
  })

  test('a pod on a node is given its time to end, and with none it goes at once', async () => {
    await kube.admin.post(pods(), geniePod('genie-grace', { spec: { nodeName: 'genie-none' } }))
    const { body } = await kube.admin.delete(pods('genie-grace'))
    expect(body.metadata).toMatchObject({ deletionGracePeriodSeconds: 30 })
    expect((await kube.admin.get(pods('genie-grace'))).code).toBe(200)
    await kube.admin.delete(`${pods('genie-grace')}?gracePeriodSeconds=0`)
    expect((await kube.admin.get(pods('genie-grace'))).code).toBe(404)
  })

  test('a deletion for another uid is a conflict', async () => {
    await kube.admin.post(maps(), map('genie-precondition'))
    const preconditions = { uid: '00000000-0000-4000-8000-000000000000' }
    const options = { kind: 'DeleteOptions', apiVersion: 'v1', preconditions }
    expect(outcome(await kube.admin.delete(maps('genie-precondition'), options))).toEqual({
      ...{ code: 409, reason: 'Conflict' },
    })
  })

  test('many are deleted by their labels', async () => {
    for (const name of ['genie-m1', 'genie-m2'])
      await kube.admin.post(maps(), map(name, {}, { labels: { batch: 'one' } }))
    expect((await kube.admin.delete(`${maps()}?labelSelector=batch%3Done`)).code).toBe(200)
    expect((await kube.admin.get(`${maps()}?labelSelector=batch%3Done`)).body['items']).toEqual([])
  })

  test('a workload has a generation that counts changes of its spec', async () => {
    const labels = { app: 'genie-gen' }
    const spec = { containers: [{ name: 'main', image: 'genie.invalid/none' }] }
    const path = kube.path('apps/v1', 'daemonsets')
    const { body } = await kube.admin.post(path, {
      ...{ apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'genie-gen' } },
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
    })
    expect(body.metadata['generation']).toBe(1)
    const labelled = await kube.admin.patch(`${path}/genie-gen`, 'merge', { metadata: { labels } })
    expect(labelled.body.metadata['generation']).toBe(1)
    const changed = await kube.admin.patch(`${path}/genie-gen`, 'merge', { spec: { minReadySeconds: 3 } })
    expect(changed.body.metadata['generation']).toBe(2)
  })
})
