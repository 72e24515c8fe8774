import { expect, test } from 'vitest'
import type { NetworkSpec } from '../../domain/resources/network-resource.ts'
import type { NetworkFigures } from '../scrape/agent-figures.ts'
import type { NodeFigures } from '../scrape/agent-scraper.ts'
import { bandOf } from './band-of.ts'
import { desiredNetworkStatus } from './desired-network-status.ts'
import type { NetworkObject } from './network-object.ts'
import { representedConf, withoutDuplicates } from './represented-conf.ts'
import { sumNetwork } from './sum-network.ts'

const now = '2026-11-24T10:00:00Z'
const network = (name: string, spec: NetworkSpec): NetworkObject => ({
  ...{ name, spec },
  ...{ uid: `uid-of-${name}`, resourceVersion: '7', generation: 2, status: undefined },
})
const agent = (node: string, figures: Record<string, NetworkFigures> | null): NodeFigures => ({
  node,
  figures: figures && new Map(Object.entries(figures)),
})
const plainBand = (_node: string, figures: NetworkFigures) => bandOf(figures, undefined)

function statusOf(one: NetworkObject, agents: readonly NodeFigures[]) {
  const represented = representedConf(one, null)
  const sum = sumNetwork('conf' in represented ? represented.conf : null, agents, plainBand)
  return desiredNetworkStatus({ network: one, current: one.status, represented, sum, agents, now })
}

const readyOf = (one: NetworkObject, agents: readonly NodeFigures[]) => {
  const [ready] = statusOf(one, agents).conditions ?? []
  return `${ready?.status} ${ready?.reason}`
}

test('the status of a network is the sum of what agents show of it', () => {
  const agents = [
    agent('a', {
      weave: { score: 0.9, attachments: 4, addressesUsed: 10, addressesTotal: 250, isBest: true },
    }),
    agent('b', { weave: { score: 0.5, attachments: 2, addressesUsed: 3 }, calico: { score: 1 } }),
    agent('c', { weave: { isExcluded: true, score: 0.8 } }),
    agent('d', { calico: { score: 0.1 } }),
    agent('e', null),
  ]
  expect(statusOf(network('weave', { conf: 'weave' }), agents)).toEqual({
    observedGeneration: 2,
    nodes: 3,
    attachments: 6,
    addresses: { used: 10, total: 250 },
    bands: { Good: 1, Fair: 1, Poor: 0, Unusable: 1, Unknown: 0 },
    bestOn: 1,
    conditions: [
      {
        ...{ type: 'Ready', status: 'True', reason: 'Summed', observedGeneration: 2 },
        ...{ message: 'Summed up from every agent that has it', lastTransitionTime: now },
      },
    ],
  })
})

test('a network says why it is not ready', () => {
  const has = agent('a', { weave: { score: 0.5 } })
  const full = agent('b', { weave: { isExcluded: true } })
  const weave = network('weave', { conf: 'weave' })
  const other = network('other', { conf: 'other' })
  expect(readyOf(weave, [has, full])).toBe('True Summed')
  expect(readyOf(weave, [full])).toBe('False Unusable')
  expect(readyOf(other, [has])).toBe('False NoNode')
  expect(readyOf(other, [has, agent('c', null)])).toBe('Unknown AgentsSilent')
  expect(readyOf(other, [])).toBe('Unknown NoAgent')
  expect(readyOf(network('none', {}), [has])).toBe('False NoConf')
  expect(readyOf(network('nad', { nad: { namespace: 'default', name: 'x' } }), [has])).toBe(
    'False NadMissing',
  )
})

test('a definition stands for the conf that its config names, else for that of its own name', () => {
  const byNad = network('n', { nad: { namespace: 'default', name: 'storage' } })
  const nad = (config?: unknown) => ({
    ...{ apiVersion: 'k8s.cni.cncf.io/v1', kind: 'NetworkAttachmentDefinition' },
    ...{ metadata: { name: 'storage', namespace: 'default' }, spec: config === undefined ? {} : { config } },
  })
  expect(representedConf(byNad, nad())).toEqual({ conf: 'storage' })
  expect(representedConf(byNad, nad('{"type":"macvlan"}'))).toEqual({ conf: 'storage' })
  expect(representedConf(byNad, nad('{"name":"fast","type":"macvlan"}'))).toEqual({ conf: 'fast' })
  for (const config of ['{', 7])
    expect(representedConf(byNad, nad(config))).toMatchObject({ fault: { reason: 'NadFaulty' } })
})

test('of several networks for one conf the first by name counts, and the others name it', () => {
  const networks = [
    ...[network('b', { conf: 'weave' }), network('a', { conf: 'weave' })],
    ...[network('c', { conf: 'weave' }), network('d', { conf: 'calico' })],
  ]
  const all = withoutDuplicates(networks, (one) => representedConf(one, null))
  const message = 'Network a stands for weave too, and counts as the first by name: delete one of them'
  const fault = { reason: 'Duplicate', message }
  expect(Object.fromEntries(all)).toEqual({
    a: { conf: 'weave' },
    b: { fault },
    c: { fault },
    d: { conf: 'calico' },
  })
})

test('a condition keeps the time of its last change while only its reason changes', () => {
  const earlier = '2026-11-24T08:00:00Z'
  const weave = network('weave', { conf: 'weave' })
  const before = statusOf(weave, [agent('a', {})])
  const conditions = (before.conditions ?? []).map((each) => ({ ...each, lastTransitionTime: earlier }))
  const known = { ...weave, status: { ...before, conditions } }
  expect(statusOf(known, [agent('a', { weave: { isExcluded: true } })]).conditions).toMatchObject([
    { status: 'False', reason: 'Unusable', lastTransitionTime: earlier },
  ])
  expect(statusOf(known, [agent('a', { weave: {} })]).conditions).toMatchObject([
    { status: 'True', lastTransitionTime: now },
  ])
})
