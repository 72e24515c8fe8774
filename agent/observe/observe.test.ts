import { expect, test } from 'vitest'
import { readNetwork } from '../../pod-networks/read-network.ts'
import type { Manifest } from '../../domain/manifest.ts'
import { viewOf } from '../../selector/definitions/view-of.ts'
import { Modes } from './modes.ts'
import { observedPlan } from './observed-plan.ts'
import { wouldPick } from './would-pick.ts'

const namespace = (name: string, mode?: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  namespace: '',
  name,
  uid: '',
  generation: 0,
  annotations: {},
  labels: mode === undefined ? {} : { 'cni-genie.io/mode': mode },
  spec: undefined,
})

function modes(standard: 'attach' | 'observe', ...namespaces: readonly Manifest[]) {
  const faults: string[] = []
  const source = {
    doubt: null,
    all: () => namespaces,
    view: <T extends object>(parse: (manifest: Manifest) => T | undefined) =>
      viewOf(
        () => namespaces,
        parse,
        (what, why) => faults.push(`${what}: ${why}`),
      ),
  }
  return { modes: new Modes(standard, source), faults }
}

test('Modes are what the label of the namespace says, else the setting', () => {
  const { modes: all, faults } = modes(
    'observe',
    namespace('shop', 'attach'),
    namespace('same', 'observe'),
    namespace('plain'),
    namespace('odd', 'atach'),
  )
  expect(['shop', 'same', 'plain', 'odd', 'unknown'].map((name) => all.of(name))).toEqual([
    'attach',
    'observe',
    'observe',
    'observe',
    'observe',
  ])
  expect(all.different()).toEqual({ shop: 'attach' })
  expect(faults).toEqual([
    'Namespace /odd: its label cni-genie.io/mode is "atach": write attach or observe, or take it away',
  ])
})

test('Modes without a cluster are the setting', () => {
  expect(new Modes('attach', null).of('shop')).toBe('attach')
})

test('observedPlan() is the first network as its conf has it, on the interface that the runtime says', () => {
  const multus = '{"cniVersion":"1.0.0","name":"multus","plugins":[{"type":"multus","delegates":[1]}]}'
  const read = readNetwork('/etc/cni/net.d/05-multus.conflist', multus)
  const networks = read.kind === 'network' ? [read.network] : []
  expect(observedPlan({ ifname: 'eth9' }, { networks: () => networks })).toEqual({
    type: 'plan',
    attachments: [{ network: 'multus', ifname: 'eth9', conflist: multus }],
  })
  expect(() => observedPlan({ ifname: 'eth0' }, { networks: () => [] })).toThrow('no network yet')
})

test.each([
  [{}, true],
  [{ cni: '' }, true],
  [{ cni: ' ', 'k8s.v1.cni.cncf.io/networks': 'vlan' }, true],
  [{ cni: 'weave' }, false],
  [{ networks: 'part' }, false],
  [{ 'v1.multus-cni.io/default-network': 'vlan' }, false],
])('wouldPick() of %j is %s', (annotations, expected) => {
  expect(wouldPick(annotations)).toBe(expected)
})
