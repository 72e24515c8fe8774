import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CniError } from '../cni/cni-error.ts'
import { parseCniAnnotation } from './parse-cni-annotation.ts'

test.each([
  [undefined, { kind: 'default' }],
  ['', { kind: 'pick' }],
  [' \t ', { kind: 'pick' }],
  ['weave', { kind: 'named', networks: [{ name: 'weave', ifname: null }] }],
  [
    ' weave , calico@net7 ',
    {
      kind: 'named',
      networks: [
        { name: 'weave', ifname: null },
        { name: 'calico', ifname: 'net7' },
      ],
    },
  ],
])('parseCniAnnotation() reads %j', (text, ask) => {
  expect(parseCniAnnotation(text)).toEqual(ask)
})

test.each([
  [
    'weave,',
    'Cannot read "weave," in the cni annotation as an entry is empty: name a network there or remove the comma',
  ],
  ['@eth0', 'an entry is empty'],
  ['a@b@c', 'Cannot read "a@b@c" in the cni annotation as it has more than one @: write network@interface'],
  [
    'flannel@../../x',
    'Cannot use the interface of "flannel@../../x" in the cni annotation as it holds a slash',
  ],
  ['flannel@', 'of "flannel@" in the cni annotation as it is empty'],
  ['flannel@abcdefghijklmnop', 'is longer than 15 bytes'],
  ['flannel@..', 'is a directory'],
  [
    'a,'.repeat(64).concat('a'),
    'Cannot read the cni annotation as it selects 65 networks: select at most 64',
  ],
  ['a'.repeat(256), 'as no network has so long a name'],
  ['a@x,b@x', 'Cannot attach two networks to x: give each its own interface in the cni annotation'],
])('parseCniAnnotation() refuses "%.40s"', (text, message) => {
  expect(() => parseCniAnnotation(text)).toThrow(message)
})

test('parseCniAnnotation() answers or refuses whatever it is given, and never yields a bad interface', () => {
  const entry = fc
    .tuple(fc.string(), fc.option(fc.string()))
    .map(([name, ifname]) => (ifname === null ? name : `${name}@${ifname}`))
  fc.assert(
    fc.property(
      fc.array(entry).map((entries) => entries.join(',')),
      (text) => {
        try {
          const ask = parseCniAnnotation(text)
          for (const { ifname } of ask.kind === 'named' ? ask.networks : [])
            expect(ifname ?? 'eth0').toMatch(/^[^/:\s]{1,15}$/u)
        } catch (error) {
          expect(error).toBeInstanceOf(CniError)
        }
      },
    ),
  )
})
