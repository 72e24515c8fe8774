import type { AttachmentRecord, RecordedAttachment } from '../../domain/attachment-record.ts'

/** The record of pod default/web, attached to one network, with these members changed. */
export function makeRecord(changes: Partial<AttachmentRecord> = {}): AttachmentRecord {
  return {
    version: 2,
    state: 'done',
    containerId: 'c1',
    ifname: 'eth0',
    netns: '/run/netns/genie-a',
    bootId: '',
    cniArgs: '',
    cniPath: '',
    podNamespace: 'default',
    podName: 'web',
    podUid: 'u1',
    decision: null,
    attachments: [makeRecordedAttachment()],
    ...changes,
  }
}

/** One attachment of a record, to calico as eth0, with these members changed. */
export function makeRecordedAttachment(changes: Partial<RecordedAttachment> = {}): RecordedAttachment {
  return {
    network: 'calico',
    ifname: 'eth0',
    nad: null,
    conflist: '{"cniVersion":"1.0.0","name":"calico","plugins":[{"type":"bridge"}]}',
    runtimeConfig: null,
    cniArgs: null,
    result: '{"cniVersion":"1.0.0","ips":[{"address":"10.1.0.5/16"}]}',
    ...changes,
  }
}
