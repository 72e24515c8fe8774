import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SourceFault } from '../sources/source-fault.ts'
import { parseVector } from './parse-vector.ts'

const body = (result: unknown, more: object = {}) =>
  JSON.stringify({ status: 'success', data: { resultType: 'vector', result }, ...more })
const series = (metric: unknown, value: unknown) => ({ metric, value: [1_764_010_000.123, value] })

function faultOf(text: string, maxSeries = 10): string {
  try {
    parseVector(text, maxSeries)
  } catch (error) {
    return error instanceof SourceFault ? `${error.reason}: ${error.message}` : String(error)
  }
  return 'none'
}

test('parseVector() reads labels of any letters and numbers as Prometheus writes them', () => {
  const result = [series({ network: 'grün 網路' }, '1.5e-07'), series({}, '-3'), series({ a: '"\\' }, '0')]
  expect(parseVector(body(result), 3)).toEqual({
    samples: [
      { labels: { network: 'grün 網路' }, value: 1.5e-7 },
      { labels: {}, value: -3 },
      { labels: { a: '"\\' }, value: 0 },
    ],
    dropped: {},
    isPartial: false,
  })
})

test('parseVector() counts what is no finite number and what is no series, and keeps the rest', () => {
  const result = [
    ...['NaN', '+Inf', '-Inf', 'Inf'].map((value) => series({}, value)),
    ...['', '0x10', '1 2', 5, null].map((value) => series({}, value)),
    series({ a: 1 }, '1'),
    7,
    series({}, '2'),
  ]
  expect(parseVector(body(result), 100)).toEqual({
    samples: [{ labels: {}, value: 2 }],
    dropped: { malformed: 7, 'out-of-range': 4 },
    isPartial: false,
  })
})

test('parseVector() tells of an answer that comes with warnings that a part of it may be missing', () => {
  expect(parseVector(body([], { warnings: ['a store was away'] }), 1).isPartial).toBe(true)
})

test('parseVector() refuses an error, another type, half a body and too many series, each by its reason', () => {
  const failed = { status: 'error', errorType: 'execution', error: 'found duplicate series' }
  expect(faultOf(JSON.stringify(failed))).toBe(
    'http: Cannot use the answer of Prometheus as it says execution, found duplicate series: look into its log',
  )
  expect(
    faultOf(JSON.stringify({ status: 'success', data: { resultType: 'scalar', result: [1, '1'] } })),
  ).toMatch('malformed: Cannot use the answer of Prometheus as it is a scalar and no vector')
  expect(faultOf(body([series({}, '1')]).slice(0, 50))).toMatch('malformed: ')
  expect(faultOf('[]')).toMatch('malformed: ')
  expect(faultOf(body(Array(11).fill(series({}, '1'))))).toMatch('too-many: ')
})

test('parseVector() answers finite numbers or throws a SourceFault, whatever it is given', () => {
  const json = fc.jsonValue({ maxDepth: 2, stringUnit: 'binary' })
  const value = fc.oneof(fc.string(), fc.double().map(String), json)
  const result = fc.array(
    fc.oneof(
      json,
      fc.record({
        metric: fc.dictionary(fc.string({ unit: 'binary', maxLength: 5 }), fc.string(), { maxKeys: 3 }),
        value: fc.tuple(fc.double(), value),
      }),
    ),
    { maxLength: 8 },
  )
  const envelope = fc.oneof(
    fc.string(),
    json.map((any) => JSON.stringify(any)),
    result.map((any) => body(any)),
  )
  fc.assert(
    fc.property(envelope, fc.nat(200), (text, cut) => {
      for (const given of [text, text.slice(0, cut)])
        try {
          const { samples } = parseVector(given, 5)
          expect(samples.length).toBeLessThanOrEqual(5)
          expect(samples.every((sample) => Number.isFinite(sample.value))).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(SourceFault)
        }
    }),
  )
}, 60_000)
