import { afterEach, expect, test } from 'vitest'
import { realDelay, type Delay } from '../../kube/delay.ts'
import { kinds } from '../../kube/kinds.ts'
import type { KubeObject } from '../../kube/kube-object.ts'
import { openClient } from '../../kube/open-client.ts'
import { ObjectReplaced, patchWithRetry, type PatchPlan } from '../../kube/patch-with-retry.ts'
import { serverSideApply } from '../../kube/server-side-apply.ts'
import { KubeApi } from '../support/kube-api/kube-api.ts'

let ground = new AsyncDisposableStack()
afterEach(async () => {
  await ground.disposeAsync()
  ground = new AsyncDisposableStack()
})

const hasten: Delay = async (ms, signal) => realDelay(ms / 100, signal)
const ref = { namespace: 'default', name: 'web' }
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: ref,
  spec: { containers: [{ name: 'c', image: 'i' }] },
}

const openAsAdmin = async (api: KubeApi) =>
  ground.use(await openClient({ kubeconfig: api.kubeconfig(), env: {}, program: 'test' }))

async function lay(token?: (api: KubeApi) => string) {
  const api = ground.use(await KubeApi.start())
  const kubeconfig = api.kubeconfig(token === undefined ? {} : { token: token(api) })
  const client = ground.use(await openClient({ kubeconfig, env: {}, program: 'test', delay: hasten }))
  const stored = await (await openAsAdmin(api)).create(kinds.pod, pod)
  const patch = async (plan: Partial<PatchPlan>) =>
    patchWithRetry(
      { client, delay: hasten, random: Math.random },
      { kind: kinds.pod, ref, signal: new AbortController().signal, change: {}, ...plan },
    )
  const annotations = () => api.find('v1', 'Pod', 'web', 'default')?.metadata.annotations
  return { api, client, patch, annotations, uid: stored.metadata.uid ?? '' }
}

const annotate = (annotations: Readonly<Record<string, string | null>>) => ({ metadata: { annotations } })

test('a patch of the status sets annotations of this very pod, and takes them away', async () => {
  const { patch, annotations, uid } = await lay()
  await patch({ uid, subresource: 'status', change: annotate({ a: '1', b: '2' }) })
  await patch({ uid, subresource: 'status', change: annotate({ a: null }) })
  expect(annotations()).toEqual({ b: '2' })
})

test('a pod that was made anew under the name is left alone', async () => {
  const { api, patch, annotations, uid } = await lay()
  api.remove('v1', 'Pod', 'web', 'default')
  api.seed(pod)
  const expected = new ObjectReplaced(kinds.pod, ref, uid)
  for (const change of [annotate({ a: '1' }), () => annotate({ a: '1' })])
    await expect(patch({ uid, subresource: 'status', change })).rejects.toThrow(expected)
  expect(annotations()).toBe(undefined)
  api.remove('v1', 'Pod', 'web', 'default')
  await expect(patch({ uid, change: annotate({ a: '1' }) })).rejects.toMatchObject({ status: 404 })
})

test('a change that is made of the object is made again when another was faster', async () => {
  const { api, client, patch, annotations, uid } = await lay()
  let races = 2
  const change = (current: KubeObject) => {
    const count = Number(current.metadata.annotations?.['count'] ?? 0)
    if (races-- > 0)
      api.seed({ ...current, metadata: { ...ref, uid, annotations: { count: String(count + 10) } } })
    return annotate({ count: String(count + 1) })
  }
  await patch({ uid, change })
  expect(annotations()).toEqual({ count: '21' })
  await Promise.all(Array.from({ length: 4 }, async () => patch({ uid, change })))
  expect(annotations()).toEqual({ count: '25' })
  const before = (await client.get(kinds.pod, ref)).metadata.resourceVersion
  expect(await patch({ uid, change: () => null })).toBe(null)
  expect((await client.get(kinds.pod, ref)).metadata.resourceVersion).toBe(before)
})

test.each([
  { kind: 'status', code: 500 },
  { kind: 'status', code: 429, retryAfterSeconds: 1 },
  { kind: 'close' },
  { kind: 'lost-answer' },
  { kind: 'half-body' },
  { kind: 'rubbish' },
] as const)('a patch goes through after $kind $code', async (fault) => {
  const { api, patch, annotations, uid } = await lay()
  api.faults.add({ verb: 'patch', times: 2, fault })
  await patch({ uid, subresource: 'status', change: annotate({ a: '1' }) })
  expect(annotations()).toEqual({ a: '1' })
})

test('a refusal ends it at once, and faults that do not pass after five tries', async () => {
  const { api, patch } = await lay((of) => of.serviceAccountToken('default', 'nobody'))
  await expect(patch({ change: annotate({ a: '1' }) })).rejects.toMatchObject({ status: 403 })
  expect(api.counts.of({ verb: 'patch' })).toBe(1)
  api.faults.add({ verb: 'patch', fault: { kind: 'status', code: 503 } })
  await expect(patch({ change: annotate({ a: '1' }) })).rejects.toMatchObject({ status: 503 })
  expect(api.counts.of({ verb: 'patch' })).toBe(6)
})

test('server-side apply makes an object, changes ours, takes away what we leave out, and leaves the rest', async () => {
  const { api, client } = await lay()
  const config = (data: object): KubeObject => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { namespace: 'default', name: 'c' },
    data,
  })
  const kind = { ...kinds.pod, kind: 'ConfigMap', plural: 'configmaps' }
  const apply = async (data: object, owner = 'genie-controller') =>
    serverSideApply(client, { kind, object: config(data), owner })
  await apply({ a: '1', b: '2' })
  await apply({ c: '3' }, 'other')
  await apply({ a: '9' })
  expect(api.find('v1', 'ConfigMap', 'c')?.['data']).toEqual({ a: '9', c: '3' })
})
