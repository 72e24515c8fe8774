import { expect, test } from 'vitest'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { makeRecord } from '../../test/support/make-record.ts'
import { podSandboxes } from './pod-sandbox.ts'

const signs = { bootId: 'now', isNamespace: (path: string) => path === '/run/netns/genie-a' }
const written = (writtenMs: number, changes: Partial<AttachmentRecord> = {}) => ({
  record: makeRecord(changes),
  writtenMs,
})
const containers = (...dated: readonly ReturnType<typeof written>[]) =>
  podSandboxes(dated, signs).map(({ containerId }) => containerId)

test('podSandboxes() tells what a pod is attached to, and the decision behind it', () => {
  expect(podSandboxes([written(1, { decision: 'd1' })], signs)).toMatchObject([
    { namespace: 'default', name: 'web', uid: 'u1', containerId: 'c1', decision: 'd1' },
  ])
})

test('podSandboxes() puts the records of one container together', () => {
  const [sandbox, ...others] = podSandboxes(
    [written(1), written(2, { ifname: 'net1', decision: 'd1' })],
    signs,
  )
  expect(others).toEqual([])
  expect(sandbox).toMatchObject({ decision: 'd1', attachments: [{ ifname: 'eth0' }, { ifname: 'eth0' }] })
})

test('podSandboxes() takes the sandbox whose namespace is there, then the newest', () => {
  const gone = { netns: '/run/netns/genie-gone' }
  expect(containers(written(1), written(2, { containerId: 'c2' }))).toEqual(['c2'])
  expect(containers(written(2), written(1, { containerId: 'c2' }))).toEqual(['c1'])
  expect(containers(written(1), written(2, { containerId: 'c2', ...gone }))).toEqual(['c1'])
  expect(containers(written(1, gone), written(2, { containerId: 'c2', ...gone }))).toEqual(['c2'])
})

test('podSandboxes() leaves out what is in the making, of an earlier boot, or of no pod', () => {
  expect(
    containers(
      written(1, { state: 'pending' }),
      written(1, { bootId: 'before' }),
      written(1, { podUid: '' }),
    ),
  ).toEqual([])
})

test('podSandboxes() keeps pods of one name apart by their UID', () => {
  expect(containers(written(1), written(2, { podUid: 'u2', containerId: 'c2' }))).toEqual(['c1', 'c2'])
})
