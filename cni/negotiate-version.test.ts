import { expect, test } from 'vitest'
import { CniError } from './cni-error.ts'
import { negotiateVersion } from './negotiate-version.ts'

test.each([
  ['1.0.0', undefined, '1.0.0'],
  ['0.4.0', ['0.4.0', '1.1.0', '9.0.0'], '1.1.0'],
  [undefined, ['0.3.1', '1.0.0'], '1.0.0'],
  ['9.9.9', ['0.2.0'], '0.2.0'],
  [undefined, undefined, '0.1.0'],
  ['', [], '0.1.0'],
])('negotiateVersion(%j, %j) is %s', (cniVersion, cniVersions, version) => {
  expect(negotiateVersion(cniVersion, cniVersions)).toBe(version)
})

test('negotiateVersion() refuses what it does not speak with code 1', () => {
  expect(() => negotiateVersion('9.9.9')).toThrow(
    new CniError(
      1,
      'Cannot speak CNI version "9.9.9": write one of 0.1.0, 0.2.0, 0.3.0, 0.3.1, 0.4.0, 1.0.0, 1.1.0 as cniVersion',
    ),
  )
})

test('negotiateVersion() says what it was given instead of a version, whatever that is', () => {
  expect(() => negotiateVersion({ toString: null, valueOf: null }, [[1], 2, '3'])).toThrow(
    'Cannot speak CNI version an object, a list, 2, "3": write one of',
  )
})
