import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseValidAttachments } from './parse-valid-attachments.ts'

const key = 'cni.dev/valid-attachments'
const parse = (conf: object) => parseValidAttachments(JSON.stringify(conf))
const entry = { containerID: 'c1', ifname: 'eth0' }

test('parseValidAttachments() reads the list by its name, then by that of the first specification', () => {
  expect(parse({ [key]: [entry] })).toEqual([{ containerId: 'c1', ifname: 'eth0' }])
  expect(parse({ 'cni.dev/attachments': [entry] })).toEqual([{ containerId: 'c1', ifname: 'eth0' }])
  expect(parse({ 'cni.dev/attachments': [entry], [key]: [] })).toEqual([])
})

test('parseValidAttachments() takes null for a list without entries', () => {
  expect(parse({ [key]: null })).toEqual([])
})

test.each([
  ['{}', `Cannot collect garbage as ${key} is missing: list the attachments that are valid`],
  [`{"${key}":{}}`, `Cannot collect garbage as ${key} must be a list, found an object`],
  [`{"${key}":"[]"}`, `Cannot collect garbage as ${key} must be a list, found "[]"`],
  [`{"${key}":false}`, `Cannot collect garbage as ${key} must be a list, found false`],
])('parseValidAttachments() refuses %s', (stdin, message) => {
  expect(() => parseValidAttachments(stdin)).toThrow(expect.objectContaining({ code: 7, message }) as Error)
})

test.each([
  ['a text', 'c1'],
  ['null', null],
  ['no interface', { containerID: 'c1' }],
  ['an empty container', { ...entry, containerID: '' }],
  ['an interface that is no text', { ...entry, ifname: 5 }],
  ['another spelling', { containerId: 'c1', ifname: 'eth0' }],
])('parseValidAttachments() refuses a whole list for one entry with %s', (_, wrong) => {
  expect(() => parse({ [key]: [entry, wrong] })).toThrow('must hold objects with the texts')
})

test('parseValidAttachments() gives every entry of a list or refuses it, whatever stands in it', () => {
  const entries = fc.array(
    fc.oneof(fc.jsonValue(), fc.record({ containerID: fc.string(), ifname: fc.string() })),
  )
  fc.assert(
    fc.property(entries, (list) => {
      try {
        expect(parse({ [key]: list })).toHaveLength(list.length)
      } catch (error) {
        expect(error).toMatchObject({ name: 'CniError', code: 7 })
      }
    }),
  )
})
