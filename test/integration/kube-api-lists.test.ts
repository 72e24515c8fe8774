import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KubeAnswer } from '../support/kube-backends/kube-requests.ts'
import { geniePod } from '../support/genie-pod.ts'
import { kubeName, KubeUnderTest } from '../support/kube-under-test.ts'

const namesOf = ({ body }: KubeAnswer) =>
  (body['items'] as { metadata: { name: string } }[]).map(({ metadata }) => metadata.name)

describe(`Lists of the Kubernetes API, ${kubeName}`, () => {
  let kube: KubeUnderTest
  const pods = (query = '') => `${kube.path('v1', 'pods')}${query}`

  beforeAll(async () => {
    kube = await KubeUnderTest.open()
    for (const [index, tier] of ['front', 'back', 'back', 'store'].entries())
      await kube.create(
        pods(),
        geniePod(`genie-${index}`, {
          metadata: { labels: { tier } },
          spec: { nodeName: `genie-n${index % 2}` },
        }),
      )
  }, 120_000)
  afterAll(() => kube[Symbol.asyncDispose]())

  test('come in the order of names, with the version of the whole', async () => {
    const list = await kube.admin.get(pods())
    expect(namesOf(list)).toEqual(['genie-0', 'genie-1', 'genie-2', 'genie-3'])
    expect(list.body).toMatchObject({ kind: 'PodList', apiVersion: 'v1' })
    expect(Number(list.body.metadata.resourceVersion)).toBeGreaterThan(0)
  })

  test.each([
    ['fieldSelector=spec.nodeName=genie-n1', ['genie-1', 'genie-3']],
    ['fieldSelector=spec.nodeName!=genie-n1,metadata.name!=genie-0', ['genie-2']],
    ['fieldSelector=status.phase=Running', []],
    ['labelSelector=tier=back', ['genie-1', 'genie-2']],
    ['labelSelector=tier!=back', ['genie-0', 'genie-3']],
    ['labelSelector=tier in (front,store)', ['genie-0', 'genie-3']],
    ['labelSelector=tier notin (front,store),tier', ['genie-1', 'genie-2']],
    ['labelSelector=!tier', []],
    ['labelSelector=tier=back&fieldSelector=spec.nodeName=genie-n0', ['genie-2']],
  ])('%s selects', async (query, names) => {
    expect(namesOf(await kube.admin.get(pods(`?${query.replaceAll(' ', '%20')}`)))).toEqual(names)
  })

  test.each([
    ['fieldSelector=spec.hostname=a', 'field label not supported: spec.hostname'],
    ['labelSelector=a=b=c', 'a=b=c'],
    ['resourceVersion=abc', 'resource'],
  ])('%s is refused', async (query, words) => {
    const { code, body } = await kube.admin.get(pods(`?${query}`))
    expect({ code, reason: body['reason'] }).toEqual({ code: 400, reason: 'BadRequest' })
    expect(String(body['message'])).toContain(words)
  })

  test('go on page by page from where they stood, whatever comes in between', async () => {
    const first = await kube.admin.get(pods('?limit=3'))
    expect(namesOf(first)).toEqual(['genie-0', 'genie-1', 'genie-2'])
    expect(first.body.metadata).toMatchObject({ remainingItemCount: 1 })
    await kube.create(pods(), geniePod('genie-2a'))
    const next = encodeURIComponent(String(first.body.metadata['continue']))
    const second = await kube.admin.get(pods(`?limit=3&continue=${next}`))
    expect(namesOf(second)).toEqual(['genie-3'])
    expect(second.body.metadata.resourceVersion).toBe(first.body.metadata.resourceVersion)
    await kube.admin.delete(`${pods('/genie-2a')}?gracePeriodSeconds=0`)
  })

  test('of metadata alone leave spec and status on the server', async () => {
    const accept = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1'
    const { body } = await kube.admin.get(pods('?limit=1'), { accept })
    expect(body).toMatchObject({ kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1' })
    const [item] = body['items'] as Record<string, unknown>[]
    expect(Object.keys(item ?? {}).filter((name) => name !== 'kind' && name !== 'apiVersion')).toEqual([
      'metadata',
    ])
  })

  test('as a table have a cell for each column', async () => {
    const accept = 'application/json;as=Table;g=meta.k8s.io;v=v1'
    const { body } = await kube.admin.get(pods(), { accept })
    const columns = (body['columnDefinitions'] as { name: string }[]).map(({ name }) => name)
    expect(columns.slice(0, 5)).toEqual(['Name', 'Ready', 'Status', 'Restarts', 'Age'])
    const [row] = body['rows'] as { cells: unknown[] }[]
    expect(row?.cells.slice(0, 3)).toEqual(['genie-0', '0/1', 'Pending'])
  })

  test('from the memory of the server (version 0) are the same', async () => {
    expect(namesOf(await kube.admin.get(pods('?resourceVersion=0')))).toHaveLength(4)
  })

  test('over all namespaces hold those of this one', async () => {
    const list = await kube.admin.get('/api/v1/pods?labelSelector=tier=store')
    expect(namesOf(list)).toContain('genie-3')
  })

  test('of a path that is not served say 404 in plain text', async () => {
    const { code, headers } = await kube.admin.get('/apis/genie.example/v1/things')
    expect(code).toBe(404)
    expect(headers['content-type']).toContain('text/plain')
  })
})
