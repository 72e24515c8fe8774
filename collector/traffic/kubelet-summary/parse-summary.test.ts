import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SourceFault } from '../../sources/source-fault.ts'
import { parseSummary } from './parse-summary.ts'

const recorded = readFileSync(
  join(import.meta.dirname, '../../../test/fixtures/kubelet/stats-summary.json'),
  'utf8',
)
const uncounted = { rxPackets: null, txPackets: null, rxDropped: null, txDropped: null }
const summary = (network: unknown, node: unknown = {}) =>
  JSON.stringify({ node, pods: [{ podRef: { uid: 'u' }, startTime: 's', network }] })
const time = '2026-11-22T17:55:09.123456789Z'

describe('parseSummary()', () => {
  test("reads a real node's interfaces and its pods', without those in the host's network", () => {
    const { host, pods, dropped } = parseSummary(recorded)
    expect([...host.keys()]).toEqual(['ifb0', 'ifb1', 'eth0', 'knode0', 'kbr0'])
    expect([...pods.keys()]).toEqual([
      '5b3570f8-f0d1-4394-9c80-d6d5d98635a8@eth0',
      '7fb539f3-c4fb-4deb-b922-0f5f4c6b31f4@eth0',
    ])
    expect(pods.get('5b3570f8-f0d1-4394-9c80-d6d5d98635a8@eth0')).toEqual({
      countedMs: Date.parse('2026-11-22T17:55:09Z'),
      epoch: '2026-11-22T17:52:05Z',
      counters: { rxBytes: 13_381n, txBytes: 10_495n, ...uncounted },
    })
    expect(dropped).toEqual({})
  })

  test('knows every interface of a pod, and passes over those without counters', () => {
    const interfaces = [
      { name: 'eth0', rxBytes: 1, txBytes: 2 },
      { name: 'net1', rxBytes: 3, txBytes: 4 },
      { name: 'net2' },
    ]
    const { pods } = parseSummary(summary({ time, name: 'eth0', rxBytes: 9, interfaces }))
    expect([...pods.keys()]).toEqual(['u@eth0', 'u@net1'])
  })

  test.each([
    [{ name: 'eth0', rxBytes: -1, txBytes: 0 }, 'out-of-range'],
    [{ name: 'eth0', rxBytes: 0, txBytes: 2 ** 64 }, 'out-of-range'],
    [{ name: 'eth0', rxBytes: '12', txBytes: 0 }, 'malformed'],
    [{ name: 'a b', rxBytes: 0, txBytes: 0 }, 'malformed'],
    [null, 'malformed'],
  ])('leaves out %j and counts it as %s', (one, reason) => {
    const good = { name: 'good', rxBytes: 1, txBytes: 2 }
    const { pods, dropped } = parseSummary(summary({ time, interfaces: [one, good] }))
    expect([...pods.keys()]).toEqual(['u@good'])
    expect(dropped).toEqual({ [reason]: 1 })
  })

  test('leaves out what was counted at no time', () => {
    const network = { time: 'yesterday', interfaces: [{ name: 'eth0', rxBytes: 1, txBytes: 2 }] }
    expect(parseSummary(summary(network))).toMatchObject({ pods: new Map(), dropped: { malformed: 1 } })
  })

  test('on a node of one interface takes a pod with the same counters to be in its network', () => {
    const own = { time, interfaces: [{ name: 'eth0', rxBytes: 7, txBytes: 8 }] }
    expect(parseSummary(summary(own, { network: own })).pods.size).toBe(0)
    const other = { time, interfaces: [{ name: 'eth0', rxBytes: 1, txBytes: 8 }] }
    expect(parseSummary(summary(other, { network: own })).pods.size).toBe(1)
  })

  test('says so where kubelet tells nothing of networks', () => {
    expect(() => parseSummary(summary(undefined))).toThrow(
      expect.objectContaining({ reason: 'missing' }) as Error,
    )
  })

  test('answers or fails as a source does, whatever it is given', () => {
    const fragment = fc.nat(recorded.length).chain((from) => fc.constant(recorded.slice(0, from)))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fragment,
          fc.json().map((j) => `{"node":${j},"pods":[${j}]}`),
        ),
        (text) => {
          try {
            for (const { counters, countedMs } of parseSummary(text).pods.values())
              expect(counters.rxBytes >= 0n && Number.isFinite(countedMs)).toBe(true)
          } catch (error) {
            expect(error).toBeInstanceOf(SourceFault)
          }
        },
      ),
    )
  })
})
