import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCniArgs } from './parse-cni-args.ts'

test('parseCniArgs() reads pairs in any order', () => {
  expect([...parseCniArgs('K8S_POD_UID=u-1;IgnoreUnknown=1;;K8S_POD_NAME=a=b')]).toEqual([
    ['K8S_POD_UID', 'u-1'],
    ['IgnoreUnknown', '1'],
    ['K8S_POD_NAME', 'a=b'],
  ])
})

test('parseCniArgs() ends a JSON object at its own brace', () => {
  const args = 'A=1;K8S_ANNOT={"cni":"a;b=c}","x":{"y":"\\";"}};B=2'
  expect([...parseCniArgs(args)]).toEqual([
    ['A', '1'],
    ['K8S_ANNOT', '{"cni":"a;b=c}","x":{"y":"\\";"}}'],
    ['B', '2'],
  ])
})

test('parseCniArgs() takes what only looks like an object as a plain value', () => {
  expect([...parseCniArgs('A={;B={}x;C=3')]).toEqual([
    ['A', '{'],
    ['B', '{}x'],
    ['C', '3'],
  ])
})

test('parseCniArgs() refuses a part without a name', () => {
  expect(() => parseCniArgs('A=1;oops')).toThrow('the part at character 5 is not of the form NAME=value')
  expect(() => parseCniArgs('=1')).toThrow('character 1')
})

test('parseCniArgs() gives back whatever was put together', () => {
  const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,9}$/)
  const plain = fc.stringMatching(/^[^;{][^;]{0,9}$/)
  const json = fc.dictionary(fc.string(), fc.string()).map((value) => JSON.stringify(value))
  fc.assert(
    fc.property(fc.dictionary(name, fc.oneof(plain, json)), (pairs) => {
      const joined = Object.entries(pairs).map(([key, value]) => `${key}=${value}`)
      expect([...parseCniArgs(joined.join(';'))]).toEqual(Object.entries(pairs))
    }),
  )
})
