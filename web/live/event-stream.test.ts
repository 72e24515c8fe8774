import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EventStreamReader } from './event-stream.ts'

const readAll = (pieces: readonly string[]) => {
  const reader = new EventStreamReader()
  const events = pieces.flatMap((piece) => reader.push(piece))
  return { events, lastEventId: reader.lastEventId, retryMs: reader.retryMs }
}

test('EventStreamReader reads type, data of several lines, id and retry, and skips comments', () => {
  const text = '\ufeff: hello\nretry: 2500\nid: 7\nevent: board\ndata: {"a":\ndata:1}\n\n:beat\n\ndata\n\n'
  expect(readAll([text])).toEqual({
    events: [
      { type: 'board', data: '{"a":\n1}' },
      { type: 'message', data: '' },
    ],
    lastEventId: '7',
    retryMs: 2500,
  })
})

test('EventStreamReader keeps an event back until its blank line has come', () => {
  const reader = new EventStreamReader()
  expect(reader.push('id: 1\ndata: x\n')).toEqual([])
  expect(reader.lastEventId).toBe('')
  expect(reader.push('\n')).toEqual([{ type: 'message', data: 'x' }])
  expect(reader.lastEventId).toBe('1')
})

test('EventStreamReader ignores a retry that is no number and an id with a null character', () => {
  expect(readAll(['retry: soon\nid: a\0b\ndata: x\n\n'])).toEqual({
    events: [{ type: 'message', data: 'x' }],
    lastEventId: '',
    retryMs: undefined,
  })
})

test('EventStreamReader gives the same events wherever the stream is cut', () => {
  const token = fc.constantFrom(
    'data',
    'event',
    'id',
    'retry',
    ':',
    ' ',
    '\r',
    '\n',
    '\r\n',
    '5',
    'ä',
    '\ufeff',
  )
  const text = fc.array(token, { maxLength: 60 }).map((tokens) => tokens.join(''))
  fc.assert(
    fc.property(text, fc.array(fc.nat(80), { maxLength: 12 }), (whole, cuts) => {
      const edges = [0, ...cuts.filter((cut) => cut <= whole.length).sort((a, b) => a - b), whole.length]
      const pieces = edges.slice(1).map((edge, index) => whole.slice(edges[index], edge))
      expect(readAll(pieces)).toEqual(readAll([whole]))
    }),
    { numRuns: fc.readConfigureGlobal().numRuns ?? 1_000 },
  )
})
