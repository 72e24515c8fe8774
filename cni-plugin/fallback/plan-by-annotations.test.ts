import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CniError } from '../../cni/cni-error.ts'
import type { ConfiguredNetwork } from '../../domain/configured-network.ts'
import { readNetwork } from '../../pod-networks/read-network.ts'
import { planByAnnotations, planByDefault, type UnmeasuredNode } from './plan-by-annotations.ts'

function network(file: string, name: string, type: string): ConfiguredNetwork {
  const read = readNetwork(`/etc/cni/net.d/${file}`, JSON.stringify({ cniVersion: '1.0.0', name, type }))
  if (read.kind !== 'network') throw new Error(`Cannot read ${file}`)
  return read.network
}

const networks = [
  network('10-calico.conf', 'k8s-pod-network', 'calico'),
  network('20-weave.conf', 'weave', 'weave-net'),
]

/** Of an agent that has told nothing yet. */
const noWord = { order: [], groups: new Map<string, string>(), defaultNetwork: null }

function ask(cni: string | undefined, over: Partial<UnmeasuredNode> & { defaultPlugin?: string } = {}) {
  const node: UnmeasuredNode = {
    networks: () => networks,
    faults: () => [],
    isOwn: (name) => name === '00-genie',
    hostNic: () => '',
    lastGood: null,
    ...over,
  }
  const { attachments } = planByAnnotations(
    { ifname: 'eth0', ...over },
    cni === undefined ? {} : { cni },
    node,
  )
  return attachments.map((each) => `${each.network}@${each.ifname}`)
}

test('a pod without the annotation gets the default', () => {
  expect(ask(undefined)).toEqual(['k8s-pod-network@eth0'])
  expect(ask(undefined, { defaultPlugin: 'weave,calico@net1' })).toEqual([
    'weave@eth0',
    'k8s-pod-network@net1',
  ])
})

test('what the agent has called the default comes before the first network, as long as it is there', () => {
  const calledDefault = (defaultNetwork: string) => ({ lastGood: { ...noWord, defaultNetwork } })
  expect(ask(undefined, calledDefault('weave'))).toEqual(['weave@eth0'])
  expect(ask('', calledDefault('weave'))).toEqual(['weave@eth0'])
  expect(ask(undefined, calledDefault('gone'))).toEqual(['k8s-pod-network@eth0'])
  expect(ask(undefined, { ...calledDefault('weave'), defaultPlugin: 'calico' })).toEqual([
    'k8s-pod-network@eth0',
  ])
})

test('a default_plugin that the node has no more is refused, or passed over where somebody has to forgive', () => {
  const node = (networks: readonly ConfiguredNetwork[]) => ({
    ...{ networks: () => networks, faults: () => [], isOwn: () => false, hostNic: () => '', lastGood: null },
  })
  const asked = { ifname: 'eth0', defaultPlugin: 'flannel' }
  expect(() => planByDefault(asked, node(networks), false)).toThrow('it has calico')
  expect(planByDefault(asked, node(networks), true)).toMatchObject({
    attachments: [{ network: 'k8s-pod-network', ifname: 'eth0' }],
  })
  expect(() => planByDefault(asked, node([]), true)).toThrow(expect.objectContaining({ code: 11 }) as Error)
})

test('a pod that names networks gets these, in its order', () => {
  expect(ask('weave@net3,Calico')).toEqual(['weave@net3', 'k8s-pod-network@eth0'])
  expect(ask('bridge')).toEqual(['mybridgenet@eth0'])
})

test('a pod that leaves the choice to us gets the best of what the agent has ranked last, if it is still there', () => {
  expect(ask(' ', { lastGood: { ...noWord, order: ['gone', 'weave', 'k8s-pod-network'] } })).toEqual([
    'weave@eth0',
  ])
  expect(ask('', { lastGood: { ...noWord, order: ['gone'] }, defaultPlugin: 'weave' })).toEqual([
    'weave@eth0',
  ])
  expect(ask('')).toEqual(['k8s-pod-network@eth0'])
})

test('what cannot be is refused in the words of the agent', () => {
  expect(() => ask('flannel')).toThrow('it has calico (k8s-pod-network), weave')
  expect(() => ask('00-genie')).toThrow('as it is this plugin itself')
  expect(() => ask('weave@a/b')).toThrow('holds a slash')
  expect(() => ask('', { networks: () => [] })).toThrow(expect.objectContaining({ code: 11 }) as Error)
})

test('no annotation makes it throw anything but a CniError', () => {
  fc.assert(
    fc.property(fc.string(), (cni) => {
      try {
        expect(ask(cni).length).toBeGreaterThan(0)
      } catch (error) {
        expect(error).toBeInstanceOf(CniError)
      }
    }),
  )
})

test('several picks are the best ones on different links, by the order and the groups that the agent has left', () => {
  const three = [...networks, network('30-flannel.conf', 'cbr0', 'flannel')]
  const picked = (pick: string, lastGood: UnmeasuredNode['lastGood']) =>
    planByAnnotations(
      { ifname: 'eth0' },
      { cni: '', 'cni-genie.io/pick': pick },
      {
        networks: () => three,
        faults: () => [],
        isOwn: () => false,
        hostNic: () => '',
        lastGood,
      },
    ).attachments.map(({ network, ifname }) => `${network}@${ifname}`)
  const order = ['gone', 'weave', 'k8s-pod-network', 'cbr0']
  const told = { ...noWord, order, groups: new Map([['k8s-pod-network', 'weave']]) }
  expect(picked('2', told)).toEqual(['weave@eth0', 'cbr0@eth1'])
  expect(picked('3', told)).toEqual(['weave@eth0', 'cbr0@eth1'])
  expect(picked('3', { ...told, groups: new Map() })).toEqual([
    'weave@eth0',
    'k8s-pod-network@eth1',
    'cbr0@eth2',
  ])
  expect(picked('2', null)).toEqual(['k8s-pod-network@eth0'])
  expect(() => picked('none', told)).toThrow('in cni-genie.io/pick: write how many networks to pick')
})
