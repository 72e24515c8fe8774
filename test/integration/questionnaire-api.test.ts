import { afterEach, beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Catalogue } from '../../domain/catalogue.ts'
import { nodeKpis } from '../../domain/kpi.ts'
import type { NetworkSettings } from '../../domain/network-settings.ts'
import type { PairwiseAnswer } from '../../domain/pairwise.ts'
import type { Problem } from '../../domain/problem.ts'
import { defaultProfile } from '../../domain/profile.ts'
import type { PresetList, ProfileProposal, Questionnaire } from '../../domain/questionnaire.ts'
import { resourceApiVersion } from '../../domain/resources/resource-group.ts'
import { weightGroups } from '../../domain/weight-group.ts'
import { exampleAnswers } from '../../questionnaire/answers/examples.ts'
import { buildSelector, type BuiltSelector } from '../../selector/build-selector.ts'
import { parseProfile } from '../../selector/definitions/parse-profile.ts'
import { buildHttpServer } from '../../service-kit/build-http-server.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import type { Stores } from '../../store/stores.ts'
import { makeBusySample } from '../support/store-records.ts'

let stores: Stores
let built: BuiltSelector
let server: HttpServer
let settings: Record<string, NetworkSettings>

const clock = new ManualClock()
const sample = (network: string, busyShare: number) =>
  makeBusySample(network, busyShare, { at: clock.nowMs() })

beforeEach(async () => {
  stores = await openSqliteStores(':memory:')
  settings = {}
  built = buildSelector({
    node: 'genie-node',
    networks: () => [
      { name: 'calico', plugins: [{ type: 'calico' }], missingPlugin: null },
      { name: 'weave', plugins: [{ type: 'weave-net' }], missingPlugin: null },
      { name: 'plain', plugins: [{ type: 'bridge' }], missingPlugin: null },
    ],
    settings: (network) => settings[network] ?? {},
    measures: () => nodeKpis,
    profile: () => defaultProfile,
    decisions: stores.decisions,
    samples: stores.samples,
    sources: () => [],
    clock,
    onStoreFault: (error) => {
      throw error
    },
  })
  built.selector.observe([sample('calico', 0.6), sample('weave', 0.7), sample('plain', 0.1)], [])
  server = await buildHttpServer({
    logger: createLogger('silent'),
    ...{ title: 'test', version: '0', hosts: [] },
    metrics: () => Promise.resolve(''),
  })
  built.addRoutes(server)
})

afterEach(async () => {
  await server.close()
  await stores.close()
})

const get = async <Answer>(url: string) => (await server.inject({ method: 'GET', url })).json<Answer>()
const post = (url: string, payload: object | string) =>
  server.inject({
    ...{ method: 'POST' as const, url, payload },
    headers: { 'content-type': 'application/json' },
  })
const propose = async (payload: object) =>
  (await post('/api/v1/questionnaire/profile', payload)).json<ProfileProposal>()

test('the questionnaire has all that a form needs, and each of its examples can be sent back', async () => {
  const { questions, schema, presets } = await get<Questionnaire>('/api/v1/questionnaire')
  expect(questions.length).toBe(14)
  expect(Object.keys((schema as { properties: object }).properties)).toEqual(questions.map(({ key }) => key))
  expect(await get<PresetList>('/api/v1/presets')).toEqual({ presets })
  const answers = Object.fromEntries(questions.map(({ key, example }) => [key, example]))
  expect(answers).toEqual(exampleAnswers)
  expect((await propose({ answers })).profile.constraints).toMatchObject({ families: ['IPv4'], minMtu: 1400 })
})

test('answers lead to a profile, to the resource that makes it, and to who would win now', async () => {
  const answers = { networkPolicy: 'ingress', traffic: 'bulk' } as const
  const made = await propose({ answers, name: 'backup', namespace: 'shop' })
  expect(made.now).toMatchObject({ node: 'genie-node', network: 'calico' })
  expect(made.now.candidates.map(({ network, excluded }) => [network, excluded?.code])).toEqual([
    ['calico', undefined],
    ['weave', undefined],
    ['plain', 'capability-missing'],
  ])
  expect(made.now.reason).toContain('not plain: the profile needs network-policy of it')
  const { metadata, spec, ...kind } = parse(made.yaml) as {
    metadata: { name: string; namespace: string }
    spec: object
  }
  expect(kind).toEqual({ apiVersion: resourceApiVersion, kind: 'SelectionProfile' })
  expect(spec).toEqual(made.spec)
  const read = parseProfile({
    ...{ apiVersion: resourceApiVersion, kind: 'SelectionProfile', spec, ...metadata },
    ...{ uid: '', generation: 0, annotations: {}, labels: {} },
  })
  expect(read?.profile).toEqual(made.profile)
  expect(made.annotations).toEqual({ cni: '', 'cni-genie.io/profile': 'backup' })
  expect(made.effects.map(({ question }) => question)).toEqual(['networkPolicy', 'traffic'])
})

test('nothing of it is saved or reserved', async () => {
  const before = built.selector.board()
  await propose({ answers: {} })
  expect(built.selector.board()).toEqual(before)
  expect((await stores.decisions.page({ limit: 10 })).decisions).toEqual([])
})

test('what the catalogue is not sure of has to come from the operator', async () => {
  const answers = { encryption: 'wireguard' } as const
  const before = await propose({ answers })
  expect([before.now.network, before.now.candidates]).toEqual([null, []])
  expect(before.now.reason).toContain('not calico: the profile needs wireguard of it')
  settings = { calico: { capabilities: ['wireguard'] } }
  expect((await propose({ answers })).now.network).toBe('calico')
  settings = { calico: { lacks: ['network-policy'] } }
  expect((await propose({ answers: { networkPolicy: 'ingress' } })).now.network).toBe('weave')
})

test('comparisons become weights, with how much they contradict each other', async () => {
  const five = await post('/api/v1/weights/pairwise', {
    most: 'latency',
    times: { congestion: 2, response: 3, addresses: 9, price: 9, stability: 4 },
  })
  expect(five.json<PairwiseAnswer>()).toMatchObject({ consistencyRatio: null, consistent: true })
  expect(five.json<PairwiseAnswer>().weights.latency).toBeGreaterThan(3)
  const pairs = weightGroups.flatMap((group, one) =>
    weightGroups.slice(one + 1).map((than, index) => ({ group, than, times: index === 4 ? 1 / 9 : 9 })),
  )
  const all = (await post('/api/v1/weights/pairwise', { pairs })).json<PairwiseAnswer>()
  expect(all.consistent).toBe(false)
  expect(all.consistencyRatio).toBeGreaterThan(0.1)
})

test('every cell of the catalogue names where it says so, or that nobody has looked it up', async () => {
  const { cnis, benchmark } = await get<Catalogue>('/api/v1/catalogue')
  const cells = cnis.flatMap((each) => Object.values(each.cells))
  expect(cells.filter(({ source }) => source?.startsWith('https://') === true).length).toBeGreaterThan(50)
  expect(cells.every(({ source }) => source === null || source.startsWith('https://'))).toBe(true)
  expect(benchmark.rows.every(({ source }) => source.startsWith('https://'))).toBe(true)
})

test.each<[string, object | string, string]>([
  ['a weight below 0', { answers: {}, weights: { price: -1 } }, '/weights/price'],
  ['a weight above 10', { answers: {}, weights: { price: 11 } }, '/weights/price'],
  ['a weight that is no number', '{"answers":{},"weights":{"price":NaN}}', ''],
  ['a KPI that there is not', { answers: {}, weights: { colour: 1 } }, '/weights/colour'],
  [
    'weights that are all 0',
    { answers: {}, weights: Object.fromEntries(Object.keys(defaultProfile.weights).map((kpi) => [kpi, 0])) },
    '/weights',
  ],
  ['an answer that there is not', { answers: { encryption: 'rot13' } }, '/answers/encryption'],
  ['a question that there is not', { answers: { colour: 'blue' } }, '/answers/colour'],
  [
    'a peak below what is sustained',
    { answers: { bandwidth: { sustainedMbps: 9, peakMbps: 1 } } },
    '/answers/bandwidth/peakMbps',
  ],
  ['a name in Unicode', { answers: {}, name: 'schnäppchen' }, '/name'],
  ['a path for a name', { answers: {}, name: '../default' }, '/name'],
  ['no answers', {}, ''],
  ['a list', [], ''],
])('%s is a problem that says what is wrong', async (_what, payload, pointer) => {
  const response = await post('/api/v1/questionnaire/profile', payload)
  expect(response.statusCode).toBe(400)
  const { detail, errors = [] } = response.json<Problem>()
  expect(detail).not.toBe('')
  if (pointer !== '') expect(errors.map((each) => each.pointer)).toContain(pointer)
})

test('a node that there is not, comparisons of nothing, and a body of 10 MB are refused', async () => {
  expect((await post('/api/v1/questionnaire/profile?node=gone', { answers: {} })).statusCode).toBe(404)
  expect((await post('/api/v1/weights/pairwise', {})).statusCode).toBe(400)
  expect((await post('/api/v1/weights/pairwise', { most: 'colour' })).statusCode).toBe(400)
  const large = JSON.stringify({ answers: {}, name: 'x'.repeat(10_000_000) })
  expect((await post('/api/v1/questionnaire/profile', large)).statusCode).toBe(413)
})
