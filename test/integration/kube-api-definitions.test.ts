import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { genieDefinition } from '../support/genie-definition.ts'
import type { Json } from '../support/kube-backends/kube-requests.ts'
import { kubeName, KubeUnderTest } from '../support/kube-under-test.ts'

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
const text = { type: 'string' }
const whole = { type: 'integer' }
const rooted = (spec: Json) => ({ type: 'object', properties: { spec } })

const schema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      required: ['block'],
      properties: {
        block: {
          type: 'string',
          maxLength: 64,
          'x-kubernetes-validations': [
            {
              rule: 'isCIDR(self) && cidr(self).masked() == cidr(self)',
              message: 'must be a block without host bits',
            },
          ],
        },
        mode: { type: 'string', enum: ['strict', 'loose'], default: 'loose' },
        weight: { type: 'integer', minimum: 0, maximum: 10 },
        low: whole,
        high: whole,
        ports: {
          type: 'array',
          maxItems: 8,
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
          items: {
            type: 'object',
            required: ['name'],
            properties: { name: { ...text, maxLength: 16 }, port: whole },
          },
        },
        free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        size: { 'x-kubernetes-int-or-string': true, anyOf: [whole, text] },
      },
      'x-kubernetes-validations': [
        {
          rule: '!has(self.low) || !has(self.high) || self.low <= self.high',
          messageExpression: "'low is ' + string(self.low) + ', above high'",
        },
        { rule: 'self.block == oldSelf.block', message: 'the block never changes' },
      ],
    },
    status: {
      type: 'object',
      properties: {
        conditions: {
          type: 'array',
          items: { type: 'object', properties: { type: text, status: text } },
        },
      },
    },
  },
}

describe(`Custom resources of the Kubernetes API, ${kubeName}`, () => {
  let kube: KubeUnderTest
  const things = (name = '') => kube.path('test.cni-genie.io/v1', 'things', ...(name === '' ? [] : [name]))
  const thing = (name: string, spec: Json) => ({
    ...{ apiVersion: 'test.cni-genie.io/v1', kind: 'Thing', metadata: { name }, spec },
  })
  const post = (name: string, spec: Json, query = '') =>
    kube.admin.post(`${things()}${query}`, thing(name, spec))

  beforeAll(async () => {
    kube = await KubeUnderTest.open()
    await kube.createDefinition(genieDefinition('things', schema))
  }, 120_000)
  afterAll(() => kube[Symbol.asyncDispose]())

  test('have the defaults of their schema, and lose what it does not know', async () => {
    const { code, body } = await post('genie-a', {
      ...{ block: '10.0.0.0/8', unknown: 1, free: { any: [1] }, size: 'big' },
      ports: [{ name: 'http', port: 80, extra: true }],
    })
    expect(code).toBe(201)
    expect(body['spec']).toEqual({
      ...{ block: '10.0.0.0/8', mode: 'loose', free: { any: [1] }, size: 'big' },
      ports: [{ name: 'http', port: 80 }],
    })
    expect(body.metadata['generation']).toBe(1)
  })

  test.each<[string, Json, string]>([
    ['a missing member', {}, 'spec.block: Required value'],
    ['a wrong type', { block: '10.0.0.0/8', weight: 'x' }, 'spec.weight in body must be of type integer'],
    ['a number that is too large', { block: '10.0.0.0/8', weight: 11 }, 'should be less than or equal to 10'],
    ['none of the choices', { block: '10.0.0.0/8', mode: 'x' }, 'spec.mode: Unsupported value: "x"'],
    ['host bits', { block: '10.0.0.1/8' }, 'must be a block without host bits'],
    ['no block at all', { block: '10.0.0.0/33' }, 'must be a block without host bits'],
    ['IPv4 within IPv6', { block: '::ffff:10.0.0.0/104' }, 'must be a block without host bits'],
    ['two that do not fit', { block: '10.0.0.0/8', low: 3, high: 2 }, 'low is 3, above high'],
    ['the same key twice', { block: '10.0.0.0/8', ports: [{ name: 'a' }, { name: 'a' }] }, 'Duplicate value'],
  ])('with %s are refused', async (_what, spec, words) => {
    const { body } = await post('genie-bad', spec)
    expect(body).toMatchObject({ code: 422, reason: 'Invalid' })
    expect(body['message']).toContain('Thing.test.cni-genie.io "genie-bad" is invalid')
    expect(body['message']).toContain(words)
  })

  test('with unknown members are refused where the client wants it strict', async () => {
    const { code, body } = await post(
      'genie-strict',
      { block: '10.0.0.0/8', x: 1 },
      '?fieldValidation=Strict',
    )
    expect(code).toBe(400)
    expect(body['message']).toContain('unknown field "spec.x"')
  })

  test('may not change what a rule holds fast', async () => {
    await post('genie-fast', { block: '10.0.0.0/8' })
    const { body } = await kube.admin.patch(things('genie-fast'), 'merge', { spec: { block: '11.0.0.0/8' } })
    expect(body['message']).toContain('the block never changes')
  })

  test('have a status of their own: neither writes the other', async () => {
    await post('genie-status', { block: '10.0.0.0/8' })
    const conditions = [{ type: 'Ready', status: 'True' }]
    const main = await kube.admin.patch(things('genie-status'), 'merge', { status: { conditions } })
    expect(main.body).not.toHaveProperty('status.conditions')
    const { body } = await kube.admin.patch(`${things('genie-status')}/status`, 'merge', {
      ...{ status: { conditions }, spec: { weight: 3 }, metadata: { labels: { a: 'b' } } },
    })
    expect(body).toMatchObject({ status: { conditions }, metadata: { generation: 1 } })
    expect(body).not.toHaveProperty('spec.weight')
    expect(body).not.toHaveProperty('metadata.labels')
  })

  test('need their version at a PUT, and take no strategic patch', async () => {
    await post('genie-put', { block: '10.0.0.0/8' })
    const put = await kube.admin.put(things('genie-put'), thing('genie-put', { block: '10.0.0.0/8' }))
    expect(put.body['message']).toContain(
      'metadata.resourceVersion: Invalid value: 0x0: must be specified for an update',
    )
    expect((await kube.admin.patch(things('genie-put'), 'strategic', {})).code).toBe(415)
  })

  test('show the columns of their definition', async () => {
    await post('genie-table', { block: '192.168.0.0/16' })
    const accept = 'application/json;as=Table;g=meta.k8s.io;v=v1'
    const { body } = await kube.admin.get(things('genie-table'), { accept })
    const columns = (body['columnDefinitions'] as { name: string }[]).map(({ name }) => name)
    expect(columns).toEqual(['Name', 'Block', 'Ready'])
    expect((body['rows'] as { cells: unknown[] }[])[0]?.cells.slice(0, 2)).toEqual([
      'genie-table',
      '192.168.0.0/16',
    ])
  })

  test('are found in discovery', async () => {
    const { body } = await kube.admin.get('/apis/test.cni-genie.io/v1')
    const names = (body['resources'] as { name: string }[]).map(({ name }) => name)
    expect(names).toEqual(['things', 'things/status'])
  })

  test.each<[string, Json, string]>([
    ['no type', rooted({ properties: { a: text } }), 'properties[spec].type: Required value'],
    [
      'a union of types',
      rooted({ type: 'object', properties: { a: { anyOf: [text, whole] } } }),
      'anyOf[0].type: Forbidden',
    ],
    [
      'named and other members side by side',
      rooted({ type: 'object', properties: { a: text }, additionalProperties: text }),
      'additionalProperties and properties are mutual exclusive',
    ],
    ['a closed object', rooted({ type: 'object', additionalProperties: false }), 'additionalProperties'],
    ['a list of no type', rooted({ type: 'array' }), 'items'],
    [
      'a default of the wrong type',
      rooted({ type: 'object', properties: { a: { ...text, default: 1 } } }),
      'default',
    ],
    [
      'a pattern that looks ahead',
      rooted({ type: 'object', properties: { a: { ...text, pattern: '^(?!x)' } } }),
      'pattern',
    ],
    [
      'a rule on what is not there',
      rooted({
        type: 'object',
        properties: { a: text },
        'x-kubernetes-validations': [{ rule: 'self.b == 1' }],
      }),
      'x-kubernetes-validations[0].rule',
    ],
    [
      'a rule that is no question',
      rooted({ type: 'object', properties: { a: whole }, 'x-kubernetes-validations': [{ rule: 'self.a' }] }),
      'x-kubernetes-validations[0].rule',
    ],
  ])('cannot be defined with %s', async (_what, bad, words) => {
    const { body } = await kube.admin.post(definitions, genieDefinition('bads', bad))
    expect(body).toMatchObject({ code: 422, reason: 'Invalid' })
    expect(body['message']).toContain(words)
  })

  test('in a group of Kubernetes itself have to say that they are unapproved', async () => {
    const group = 'genie-test.k8s.io'
    const any = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }
    const refused = await kube.admin.post(definitions, genieDefinition('olds', any, { group }))
    expect(refused.body['message']).toContain('protected groups must have approval annotation')
    const annotations = { 'api-approved.kubernetes.io': 'unapproved, legacy' }
    const said = genieDefinition('olds', any, { group, metadata: { annotations } })
    expect((await kube.admin.post(`${definitions}?dryRun=All`, said)).code).toBe(201)
  })
})
