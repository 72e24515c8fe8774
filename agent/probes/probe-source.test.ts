import { describe, expect, test } from 'vitest'
import type { SourceView } from '../../collector/sources/figure-source.ts'
import type { ProbeAddresses, ProbeNode, ProbeReport, ProbeView } from '../../domain/probe-exchange.ts'
import { probeAddressesKey } from '../../domain/annotation-keys.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { printPeer } from '../../prober/parse-peer.ts'
import { AuditTurn } from './audit-turn.ts'
import { peerOfPod } from './peer-of-pod.ts'
import { ProbeSource } from './probe-source.ts'

const figures = {
  ...{ latencyP50Ms: 0.2, latencyP95Ms: 0.4, jitterMs: 0.1, lossRatio: 0.01 },
  ...{ responseTimeMs: 1, probeSource: 'probe:1 peer', probedAt: 5 },
}
const report: ProbeReport = { addresses: { a: '10.0.0.1' }, figures: { a: figures }, faults: {}, audits: [] }
const round: SourceView = {
  at: 1_700_000_000_000,
  networks: [{ name: 'a', plugins: [{ type: 'bridge' }], settings: {}, attachments: [] }],
}
const others: readonly ProbeNode[] = [
  { node: 'me', addresses: { a: '10.0.0.1' } },
  { node: 'n2', addresses: { a: '10.0.0.2', b: '10.1.0.2' } },
]

/** A source whose prober and peers note what they are told; what is to fail is given by name. */
function sourceOf(fails: { nodes?: boolean; tell?: boolean; link?: boolean } = {}) {
  const views: ProbeView[] = []
  const told: ProbeAddresses[] = []
  const source = new ProbeSource({
    node: 'me',
    link: {
      exchange: (view) => {
        views.push(view)
        return fails.link === true ? Promise.reject(new Error('ENOENT')) : Promise.resolve(report)
      },
    },
    peers: {
      nodes: () => (fails.nodes === true ? Promise.reject(new Error('away')) : Promise.resolve(others)),
      tell: (addresses) => {
        told.push(addresses)
        return fails.tell === true ? Promise.reject(new Error('away')) : Promise.resolve()
      },
    },
    logger: createLogger('silent'),
  })
  return { source, views, told, fails }
}
const signal = new AbortController().signal

describe('ProbeSource', () => {
  test('tells the prober of networks and peers, others of its addresses, and the round of its figures', async () => {
    const { source, views, told } = sourceOf()
    expect(await source.read(round, signal)).toEqual({ figures: new Map([['a', figures]]), dropped: {} })
    expect(views).toEqual([{ networks: ['a'], peers: { a: [{ node: 'n2', address: '10.0.0.2' }] } }])
    expect(told).toEqual([{ a: '10.0.0.1' }])
  })

  test('goes on with the peers that it knows while they cannot be read or told', async () => {
    const { source, views, fails } = sourceOf()
    await source.read(round, signal)
    fails.nodes = true
    fails.tell = true
    await source.read(round, signal)
    expect(views[1]).toEqual(views[0])
  })

  test('is a fault where the prober is away', async () => {
    await expect(sourceOf({ link: true }).source.read(round, signal)).rejects.toMatchObject({
      reason: 'unreachable',
      message: 'Cannot ask the prober: ENOENT',
    })
  })
})

describe('peerOfPod()', () => {
  const text = printPeer({ node: 'n1', addresses: { a: '10.0.0.1' } })
  const metadata = { name: 'agent-x', annotations: { [probeAddressesKey]: text, other: 'x' } }

  test('keeps node and addresses of a pod, and nothing else', () => {
    expect(peerOfPod({ metadata })).toEqual({ node: 'n1', addresses: { a: '10.0.0.1' } })
  })

  test.each([
    ['that is leaving', { ...metadata, deletionTimestamp: '2026-01-01T00:00:00Z' }],
    ['that says nothing', { name: 'agent-x' }],
    ['that says nonsense', { name: 'agent-x', annotations: { [probeAddressesKey]: '{' } }],
  ])('keeps nothing of a pod %s', (_, bad) => {
    expect(peerOfPod({ metadata: bad })).toBeUndefined()
  })
})

describe('AuditTurn', () => {
  const view: ProbeView = { networks: ['a'], peers: { a: [{ node: 'n2', address: '10.0.0.2' }] } }
  const sample = { ingressBitsPerSecond: 1e6, egressBitsPerSecond: 2e6, capacityBitsPerSecond: 1e9 }
  const board = () => ({ networks: [{ name: 'a', sample }] })
  const turn = (isOurs: boolean) => {
    const claims: boolean[] = []
    const token = {
      claim: () => {
        claims.push(isOurs)
        return Promise.resolve(isOurs)
      },
    }
    return { claims, audits: new AuditTurn({ token, board }) }
  }

  test('orders a burst once an hour, if the turn is ours', async () => {
    const { audits, claims } = turn(true)
    expect(await audits.next(view, 0)).toMatchObject({ network: 'a', bitsPerSecond: 50_000_000 })
    expect(await audits.next(view, 3_599_999)).toBeUndefined()
    expect(claims).toHaveLength(1)
    expect(await audits.next(view, 3_600_000)).toBeDefined()
  })

  test('orders none while it is the turn of another', async () => {
    expect(await turn(false).audits.next(view, 0)).toBeUndefined()
  })
})
