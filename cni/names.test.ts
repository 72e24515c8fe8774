import { expect, test } from 'vitest'
import { ifnameFault, isName, isPluginType } from './names.ts'

test.each(['a', 'A1', '0a', 'a_b.c-d'])('isName() takes %j', (name) => expect(isName(name)).toBe(true))
test.each(['', '-a', '.a', '_a', 'a/b', 'a b', 'ä', 'a\n'])('isName() refuses %j', (name) =>
  expect(isName(name)).toBe(false),
)

test.each(['bridge', 'host-local', 'a.b_c', 'v2'])('isPluginType() takes %j', (type) =>
  expect(isPluginType(type)).toBe(true),
)
test.each(['', '.', '..', 'a..b', '/bin/sh', 'a/b', 'a b', 5, undefined])(
  'isPluginType() refuses %j',
  (type) => expect(isPluginType(type)).toBe(false),
)

test.each([
  ['eth0', null],
  ['e23456789012345', null],
  ['', 'is empty'],
  ['e234567890123456', 'is longer than 15 bytes'],
  ['éééééééé', 'is longer than 15 bytes'],
  ['..', 'is a directory'],
  ['a/b', 'holds a slash, a colon or white space'],
  ['a:b', 'holds a slash, a colon or white space'],
  ['a\tb', 'holds a slash, a colon or white space'],
])('ifnameFault(%j) is %j', (ifname, fault) => expect(ifnameFault(ifname)).toBe(fault))
