import { expect, test } from 'vitest'
import type { ConfiguredNetwork } from '../../domain/configured-network.ts'
import type { Decision, SelectRequest } from '../../domain/decision.ts'
import type { PlanRequest } from '../../domain/plan-protocol.ts'
import { readNetwork } from '../../pod-networks/read-network.ts'
import { makePlan, type PlanSources } from './make-plan.ts'
import { planRequest } from '../../test/support/plan-request.ts'

const network = (file: string, name: string, type: string): ConfiguredNetwork => {
  const read = readNetwork(`/etc/cni/net.d/${file}`, JSON.stringify({ cniVersion: '1.0.0', name, type }))
  if (read.kind !== 'network') throw new Error(`Cannot read ${file}`)
  return read.network
}

const networks = [
  network('10-calico.conf', 'k8s-pod-network', 'calico'),
  network('20-Romana.conf', 'romana-net', 'romana'),
  network('30-weave.conf', 'weave', 'weave-net'),
]

const request = planRequest()

function ask(cni: string | undefined, over: Partial<PlanSources & PlanRequest> = {}) {
  const asked: SelectRequest[] = []
  const sources: PlanSources = {
    networks: () => networks,
    faults: () => [],
    isOwn: (name) => name === '00-genie',
    annotationsOf: () => (cni === undefined ? {} : { cni }),
    select: (each) => {
      asked.push(each)
      return Promise.resolve({ id: 'd1', chosen: 'weave' } as Decision)
    },
    ...over,
  }
  const plan = makePlan({ ...request, ...over }, sources)
  return plan.then(({ attachments, decision }) => ({
    to: attachments.map((each) => `${each.network}@${each.ifname}`),
    decision,
    asked,
  }))
}

test('makePlan() gives a pod without the annotation the first network by file name', async () => {
  expect(await ask(undefined)).toEqual({ to: ['k8s-pod-network@eth0'], decision: undefined, asked: [] })
})

test('makePlan() follows default_plugin where the conf sets it', async () => {
  expect((await ask(undefined, { defaultPlugin: 'weave, calico@net1' })).to).toEqual([
    'weave@eth0',
    'k8s-pod-network@net1',
  ])
})

test.each(['', '   '])('makePlan() asks the selector for a pod whose annotation is "%s"', async (cni) => {
  expect(await ask(cni)).toEqual({
    to: ['weave@eth0'],
    decision: 'd1',
    asked: [{ pod: { namespace: 'default', name: 'web', uid: 'u1' }, ifname: 'eth0' }],
  })
})

test('makePlan() keys a pod without a UID by its container', async () => {
  expect((await ask('', { podUid: '' })).asked[0]?.pod.uid).toBe('c1')
})

test.each([
  ['calico', ['k8s-pod-network@eth0']],
  ['k8s-pod-network', ['k8s-pod-network@eth0']],
  ['romana', ['romana-net@eth0']],
  ['weave-net@net3', ['weave@net3']],
  [
    'calico,weave@eth0,romana@eth2,calico',
    ['k8s-pod-network@eth1', 'weave@eth0', 'romana-net@eth2', 'k8s-pod-network@eth3'],
  ],
])('makePlan() attaches a pod with cni: "%s" in order', async (cni, to) => {
  expect((await ask(cni)).to).toEqual(to)
})

test('makePlan() names what there is when a network is unknown', async () => {
  await expect(ask('flannel')).rejects.toMatchObject({
    code: 7,
    message:
      'Cannot attach to "flannel" as this node has no such network: it has calico (k8s-pod-network), Romana (romana-net), weave',
  })
})

test('makePlan() tells of confs that were passed over when a network is unknown', async () => {
  const faults = () => ['Cannot use /etc/cni/net.d/40-flannel.conf as it is not a JSON object']
  await expect(ask('flannel', { faults })).rejects.toMatchObject({ details: faults()[0] })
})

test.each(['genie', '00-genie'])('makePlan() refuses %s, this plugin itself', async (cni) => {
  await expect(ask(cni)).rejects.toMatchObject({
    code: 7,
    message: expect.stringContaining('as it is this plugin itself') as string,
  })
})

test('makePlan() asks to try again while the node has no network', async () => {
  await expect(ask('', { networks: () => [] })).rejects.toMatchObject({ code: 11 })
})
