import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Decision } from '../../domain/decision.ts'
import { kpis } from '../../domain/kpi.ts'
import { unmeasured, type NetworkSample } from '../../domain/network-sample.ts'
import type { NetworkSettings } from '../../domain/network-settings.ts'
import { defaultProfile, type Profile } from '../../domain/profile.ts'
import { buildSelector, type BuiltSelector } from '../../selector/build-selector.ts'
import { replay } from '../../selector/pipeline/replay/replay.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import type { Stores } from '../../store/stores.ts'
import { ManualClock } from '../../service-kit/clock.ts'

let clock: ManualClock
let stores: Stores

beforeEach(async () => {
  clock = new ManualClock()
  stores = await openSqliteStores(':memory:')
})

afterEach(() => stores.close())

const confs: Readonly<
  Record<string, readonly { readonly type: string; readonly [member: string]: unknown }[]>
> = {
  calico: [{ type: 'calico', mtu: 1_440, ipam: { type: 'calico-ipam' } }, { type: 'portmap' }],
  weave: [{ type: 'weave-net' }],
  storage: [{ type: 'macvlan', mtu: 9_000, ipam: { type: 'whereabouts', range: 'fd00::/64' } }],
  vf: [{ type: 'sriov', capabilities: { deviceID: true } }],
}
const settings: Readonly<Record<string, NetworkSettings>> = {
  weave: { capabilities: ['encrypted'], anchors: { utilization: { good: 0.2, bad: 0.7 } } },
  storage: { namespaces: ['shop'], maxAttachments: 40 },
}
const profiles: readonly Profile[] = [
  defaultProfile,
  {
    ...defaultProfile,
    name: 'shop/sealed',
    weights: { ...defaultProfile.weights, fit: 5 },
    preferences: { encrypted: 1, multicast: 0.3 },
    sla: { mode: 'fallbackBestPath', maxLatencyMs: 0.4, critical: ['loss'] },
  },
  {
    ...defaultProfile,
    name: 'shop/six',
    constraints: { families: ['IPv6'], minMtu: 1_500, requiredKpis: ['latency'] },
  },
]

function build(spread: boolean): BuiltSelector {
  return buildSelector({
    node: 'genie-node',
    networks: () => Object.entries(confs).map(([name, plugins]) => ({ name, plugins, missingPlugin: null })),
    settings: (network) => settings[network] ?? {},
    measures: () => new Set(kpis.filter((kpi) => kpi !== 'price')),
    profile: () => defaultProfile,
    profileNamed: (name) => profiles.find((profile) => profile.name === name),
    decisions: stores.decisions,
    samples: stores.samples,
    sources: () => [],
    spread,
    clock,
    onStoreFault: (cause) => {
      throw new Error('Cannot reach the store', { cause })
    },
  })
}

/** A round in which every figure is another one each time. */
function round(turn: number): NetworkSample[] {
  return Object.keys(confs).map((network, index) => {
    const part = ((turn * 7 + index * 3) % 11) / 11
    return {
      ...unmeasured,
      network,
      at: clock.nowMs(),
      source: `sysfs:up${index % 2}`,
      ingressBitsPerSecond: part * 9e8,
      egressBitsPerSecond: part * 3e8,
      dropRatio: part / 3e3,
      capacityBitsPerSecond: 1e9,
      capacitySource: 'operator',
      headroomBitsPerSecond: (1 - part) * 1e9,
      addressesUsed: 200 + turn,
      addressesTotal: 254,
      attachments: turn,
      latencyP95Ms: 0.1 + part,
      lossRatio: part / 15,
      probeSource: 'probe:3 peers',
    }
  })
}

test.each([false, true])(
  'every decision that is stored can be made again, bit for bit (spread: %s)',
  async (spread) => {
    const { selector } = build(spread)
    const seen: Decision[] = []
    for (let turn = 0; turn < 40; turn += 1) {
      selector.observe(round(turn), [])
      for (const [index, profile] of profiles.entries()) {
        const pod = { namespace: index === 0 ? '' : 'shop', name: 'web', uid: `u${turn}-${index}` }
        const wish = { pod, ifname: 'eth0', picks: 1 + (turn % 3), ...(index === 1 && { devices: [''] }) }
        const decision = await selector.select(wish, profile).catch(String)
        if (typeof decision === 'string') expect(decision).toContain('Cannot choose a network: not')
        else {
          if (turn % 5 === 0) await selector.settle(decision.id, 'failed', 'no addresses left')
          seen.push(decision)
        }
      }
      clock.advance(7_013)
    }
    expect(seen.length).toBeGreaterThan(60)
    for (const { id } of seen) {
      const kept = await stores.decisions.find(id)
      if (kept === null) throw new Error(`Cannot find decision ${id}`)
      expect(replay(kept)).toMatchObject({ isSame: true, differs: [] })
      expect(kept.seed === undefined).toBe(!spread)
    }
  },
)
