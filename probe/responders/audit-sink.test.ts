import { expect, test } from 'vitest'
import { AuditSink } from './audit-sink.ts'

const counted = (session: number, packets: number, receivedUs: number) =>
  ({ kind: 'counted', session, packets, receivedUs }) as const

test('an AuditSink counts what comes of an open session, and the time from the first to the last', () => {
  const sink = new AuditSink()
  expect(sink.ask(1, 'a', 0)).toEqual(counted(1, 0, 0))
  for (const at of [1000, 1500, 4000]) sink.count(1, 'a', at)
  expect(sink.ask(1, 'a', 5000)).toEqual(counted(1, 3, 3000))
})

test('an AuditSink counts nothing of strangers, of other sessions, or of those that nobody has opened', () => {
  const sink = new AuditSink()
  sink.count(1, 'a', 0)
  sink.ask(1, 'a', 0)
  sink.count(1, 'b', 1)
  sink.count(2, 'a', 1)
  expect(sink.ask(1, 'a', 2)).toEqual(counted(1, 0, 0))
})

test('an AuditSink has four sessions at most, one for each source, for five seconds', () => {
  const sink = new AuditSink()
  const opened = ['a', 'b', 'c', 'd', 'e'].map((source, index) => sink.ask(index, source, 0))
  expect(opened.map((answer) => answer?.session)).toEqual([0, 1, 2, 3, undefined])
  expect(sink.ask(9, 'a', 1)).toEqual(counted(9, 0, 0))
  expect(sink.ask(4, 'e', 5_000_001)).toEqual(counted(4, 0, 0))
})
