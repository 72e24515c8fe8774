import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crdGroups } from '../../deploy/crds/all-crds.ts'
import { kpis } from '../../domain/kpi.ts'
import { defaultProfile } from '../../domain/profile.ts'
import { exampleAnswers } from '../../questionnaire/answers/examples.ts'
import { kinds } from '../../kube/kinds.ts'
import type { KubeKind, KubeObject } from '../../kube/kube-object.ts'
import { openClient, type OpenClient } from '../../kube/open-client.ts'
import { applyObject } from '../support/apply-chart.ts'
import { KubeApi } from '../support/kube-api/kube-api.ts'

let api: KubeApi
let client: OpenClient

beforeAll(async () => {
  api = await KubeApi.start()
  client = await openClient({ program: 'genie-test', env: {}, kubeconfig: api.kubeconfig() })
  for (const crd of Object.values(crdGroups).flat()) await applyObject(client, crd as unknown as KubeObject)
})
afterAll(async () => {
  await client[Symbol.asyncDispose]()
  await api[Symbol.asyncDispose]()
})

let count = 0
function object(kind: KubeKind, spec: unknown): KubeObject {
  return {
    apiVersion: `${kind.group}/${kind.version}`,
    kind: kind.kind,
    metadata: { name: `genie-${++count}`, ...(kind.isNamespaced ? { namespace: 'default' } : {}) },
    spec,
  }
}
const create = (kind: KubeKind, spec: unknown) => client.create(kind, object(kind, spec))
const update = async (kind: KubeKind, before: unknown, after: unknown) => {
  const { metadata } = await create(kind, before)
  const ref = { name: metadata.name, ...(metadata.namespace ? { namespace: metadata.namespace } : {}) }
  return await client.patch(kind, ref, [{ op: 'replace', path: '/spec', value: after }], { type: 'json' })
}

const price = (validFrom: string, more: object = { perGigabyteEgress: '0.09' }) => ({
  validFrom,
  currency: 'EUR',
  ...more,
})

describe('a Network', () => {
  test('with everything in it is taken', async () => {
    const spec = {
      conf: 'k8s-pod-network',
      capacity: { bitsPerSecond: 10_000_000_000, attachmentsPerNode: 110 },
      uplink: 'bond0',
      uplinkGroup: 'top-of-rack',
      capabilities: ['multicast', 'encrypted'],
      anchors: { utilization: { good: 0.2, bad: 0.8 }, headroom: { good: 1e9, bad: 1e6 } },
      prices: [price('2026-01-01T00:00:00Z'), price('2026-07-01T00:00:00Z')],
    }
    expect((await create(kinds.network, spec)).spec).toEqual(spec)
  })

  test.each<[string, object, string]>([
    ['neither conf nor nad', {}, 'exactly one of conf and nad'],
    ['both', { conf: 'a', nad: { namespace: 'a', name: 'b' } }, 'exactly one of conf and nad'],
    ['an empty capacity', { conf: 'a', capacity: {} }, 'a capacity says bitsPerSecond'],
    ['no capacity at all', { conf: 'a', capacity: { bitsPerSecond: 0 } }, 'greater than or equal to 1'],
    [
      'anchors the wrong way',
      { conf: 'a', anchors: { dropRatio: { good: 1, bad: 0 } } },
      'good has to be < bad',
    ],
    [
      'anchors the wrong way where more is better',
      { conf: 'a', anchors: { headroom: { good: 1e6, bad: 1e9 } } },
      'good has to be > bad',
    ],
    ['one capability twice', { conf: 'a', capabilities: ['x', 'x'] }, 'Duplicate value'],
    [
      'a price without a price',
      { conf: 'a', prices: [price('2026-01-01T00:00:00Z', {})] },
      'at least one price',
    ],
    [
      'a price by float',
      { conf: 'a', prices: [price('2026-01-01T00:00:00Z', { perGigabyteEgress: '1e3' })] },
      'perGigabyteEgress',
    ],
    ['a bad uplink', { conf: 'a', uplink: 'a/b' }, 'uplink'],
  ])('with %s is refused', async (_what, spec, message) => {
    await expect(create(kinds.network, spec)).rejects.toThrow(message)
  })

  const [first, second] = [price('2026-01-01T00:00:00Z'), price('2026-07-01T00:00:00Z')]
  test('gets new prices', async () => {
    await expect(
      update(kinds.network, { conf: 'a', prices: [first] }, { conf: 'a', prices: [first, second] }),
    ).resolves.toBeDefined()
  })

  test.each<[string, object, object, string]>([
    ['another conf', { conf: 'a' }, { conf: 'b' }, 'conf cannot be changed'],
    ['a nad for its conf', { conf: 'a' }, { nad: { namespace: 'a', name: 'b' } }, 'conf cannot be changed'],
    [
      'another nad',
      { nad: { namespace: 'a', name: 'b' } },
      { nad: { namespace: 'a', name: 'c' } },
      'nad cannot be changed',
    ],
    [
      'a price less',
      { conf: 'a', prices: [first, second] },
      { conf: 'a', prices: [second] },
      'cannot be taken away',
    ],
    ['no prices any more', { conf: 'a', prices: [first] }, { conf: 'a' }, 'prices cannot be taken away'],
    [
      'a changed price',
      { conf: 'a', prices: [first] },
      { conf: 'a', prices: [{ ...first, perGigabyteEgress: '0.01' }] },
      'cannot be changed',
    ],
  ])('does not get %s', async (_what, before, after, message) => {
    await expect(update(kinds.network, before, after)).rejects.toThrow(message)
  })
})

/** The KPIs that the built-in profile gives a weight. */
const weighty = kpis.filter((kpi) => defaultProfile.weights[kpi] > 0)

describe('a SelectionProfile', () => {
  test('gets the defaults of what it leaves out', async () => {
    const { spec } = await create(kinds.selectionProfile, { sla: {}, switching: {} })
    expect(spec).toEqual({
      namespaceDefault: false,
      sla: { mode: 'fallbackBestPath' },
      switching: { enabled: false },
    })
  })

  test.each<[string, object, string]>([
    [
      'a network allowed and denied',
      { constraints: { allow: ['a', 'b'], deny: ['b'] } },
      'in allow and in deny',
    ],
    [
      'no weight at all',
      { weights: Object.fromEntries(kpis.map((kpi) => [kpi, 0])) },
      'at least one weight has to be above 0',
    ],
    [
      'no weight, where those left out have none',
      { weights: Object.fromEntries(weighty.map((kpi) => [kpi, 0])) },
      'at least one weight has to be above 0',
    ],
    ['a preset that there is not', { preset: 'fastest' }, 'Unsupported value: "fastest"'],
    ['an answer that there is not', { answers: { traffic: 'fast' } }, 'Unsupported value: "fast"'],
    ['one family twice', { answers: { families: ['IPv4', 'IPv4'] } }, 'Duplicate value'],
    ['a weight of 11', { weights: { utilization: 11 } }, 'less than or equal to 10'],
    ['a negative latency', { sla: { maxLatencyMs: -1 } }, 'greater than or equal to 0'],
    ['an unknown mode', { sla: { mode: 'lax' } }, 'Unsupported value: "lax"'],
    [
      'an expression without values',
      { podSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } },
      'In and NotIn need values',
    ],
  ])('with %s is refused', async (_what, spec, message) => {
    await expect(create(kinds.selectionProfile, spec)).rejects.toThrow(message)
  })

  test('with limits of all kinds and a weight that only it gives is taken', async () => {
    const sla = { mode: 'strict', maxLatencyMs: 2, maxLossRatio: 0.01, minHeadroomBitsPerSecond: 1e8 }
    const weights = { ...Object.fromEntries(weighty.map((kpi) => [kpi, 0])), price: 0.5 }
    const spec = { namespaceDefault: false, sla, weights }
    expect((await create(kinds.selectionProfile, spec)).spec).toEqual(spec)
  })

  test('with a preset and answers is taken, and its weights may be 0 where those have others', async () => {
    const weights = Object.fromEntries(weighty.map((kpi) => [kpi, 0]))
    const spec = { namespaceDefault: false, preset: 'cost-first', answers: exampleAnswers, weights }
    expect((await create(kinds.selectionProfile, spec)).spec).toEqual(spec)
  })

  test('with one weight of 0 is taken: the others keep theirs', async () => {
    await expect(create(kinds.selectionProfile, { weights: { utilization: 0 } })).resolves.toBeDefined()
  })
})

describe('the resources of CNI-Genie', () => {
  test.each<[KubeKind, object]>([
    [kinds.logicalNetwork, { physicalNet: 'phynet1', sub_subnet: '10.32.0.0/24' }],
    [kinds.logicalNetwork, { physicalNet: 'phynet1', plugin: 'weave', sub_subnet: 'fd00:1::/64' }],
    [
      kinds.physicalNetwork,
      { refer_nic: 'eth0', sharedStatus: { plugin: 'weave', subnet: '10.32.0.0/16', dedicatedNet: true } },
    ],
    [
      kinds.physicalNetwork,
      { refer_nic: 'eth0', sharedStaus: { plugin: '', subnet: '', dedicatedNet: false } },
    ],
  ])('apply as users have them: %j', async (kind, spec) => {
    expect((await create(kind, spec)).spec).toEqual(spec)
  })

  test.each(['10.32.0.7/24', 'fd00:1::1/64'])('refuse host bits: %s', async (subnet) => {
    await expect(create(kinds.logicalNetwork, { physicalNet: 'p', sub_subnet: subnet })).rejects.toThrow(
      'no bits beyond its prefix',
    )
  })

  test.each(['10.32.0.0', '10.32.0.0/33', '10.032.0.0/24', 'net'])(
    'refuse what is no subnet: %s',
    async (subnet) => {
      await expect(create(kinds.physicalNetwork, { sharedStatus: { subnet } })).rejects.toThrow(
        'a subnet is an address and a prefix length',
      )
    },
  )

  test('refuse the same member in both spellings', async () => {
    await expect(create(kinds.physicalNetwork, { sharedStatus: {}, sharedStaus: {} })).rejects.toThrow(
      'write sharedStatus only',
    )
  })
})
