import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isName } from '../../cni/names.ts'
import { entryKey, parseEntryKey } from './entry-name.ts'

test('parseEntryKey() reads back what entryKey() wrote, whatever the interface is called', () => {
  const containerId = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/).filter(isName)
  const name = fc.record({ containerId, ifname: fc.string({ minLength: 1 }) })
  fc.assert(
    fc.property(name, (any) => {
      expect(parseEntryKey(entryKey(any))).toEqual(any)
    }),
  )
})

test.each(['', '@', 'c1', 'c1@', '@eth0'])('parseEntryKey("%s") is nobody\'s', (key) => {
  expect(parseEntryKey(key)).toBe(null)
})
