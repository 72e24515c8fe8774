import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { journalAttachments } from './journal-attachments.ts'

function recordWith(result: string | null, conflist = '{"plugins":[{"type":"bridge"}]}'): AttachmentRecord {
  return {
    version: 2,
    state: result === null ? 'pending' : 'done',
    containerId: 'c1',
    ifname: 'eth0',
    netns: '/run/netns/genie-pod',
    bootId: '',
    cniPath: '',
    cniArgs: '',
    podNamespace: '',
    podName: '',
    podUid: '',
    decision: null,
    attachments: [
      {
        network: 'calico',
        ifname: 'net1',
        nad: null,
        conflist,
        runtimeConfig: null,
        cniArgs: null,
        result,
      },
    ],
  }
}

const hostInterfaces = (...args: Parameters<typeof recordWith>) =>
  journalAttachments(recordWith(...args)).flatMap((attachment) => attachment.hostInterfaces)

const bridgeResult = JSON.stringify({
  cniVersion: '1.0.0',
  interfaces: [{ name: 'cni0' }, { name: 'veth1a2b3c4d' }, { name: 'net1', sandbox: '/run/netns/genie-pod' }],
  ips: [],
})

test("journalAttachments() tells the host's end, not the bridge and not the pod's end", () => {
  expect(journalAttachments(recordWith(bridgeResult))).toEqual([
    { containerId: 'c1', ifname: 'net1', network: 'calico', podUid: '', hostInterfaces: ['veth1a2b3c4d'] },
  ])
})

test('journalAttachments() knows a bridge by the name in its conf', () => {
  const conflist = '{"plugins":[{"type":"ovs","bridge":"cni0"},{"type":"portmap"}]}'
  expect(hostInterfaces(bridgeResult, conflist)).toEqual(['veth1a2b3c4d'])
  expect(hostInterfaces(bridgeResult, '{"plugins":[{"type":"ptp"}]}')).toEqual(['cni0', 'veth1a2b3c4d'])
})

test('journalAttachments() counts an attachment in the making', () => {
  expect(journalAttachments(recordWith(null))).toEqual([
    { containerId: 'c1', ifname: 'net1', network: 'calico', podUid: '', hostInterfaces: [] },
  ])
})

test('journalAttachments() finds no host end in results of old versions and in rubbish', () => {
  expect(hostInterfaces('{"cniVersion":"0.2.0","ip4":{"ip":"10.0.0.2/24"}}')).toEqual([])
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      (result, conflist) => hostInterfaces(result, conflist).length === 0,
    ),
  )
})

test('journalAttachments() takes no name that could lead out of its directory', () => {
  const escape = fc.string().map((name) => `../${name}`)
  fc.assert(
    fc.property(escape, (name) => hostInterfaces(JSON.stringify({ interfaces: [{ name }] })).length === 0),
  )
})
