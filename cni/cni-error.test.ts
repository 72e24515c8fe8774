import { expect, test } from 'vitest'
import { CniError, errorToJson } from './cni-error.ts'

test('errorToJson() writes code, message and details in the order of the specification', () => {
  expect(errorToJson(new CniError(7, 'Wrong', 'because'), '0.4.0')).toBe(
    '{"cniVersion":"0.4.0","code":7,"msg":"Wrong","details":"because"}',
  )
  expect(errorToJson(new CniError(7, 'Wrong'))).toBe('{"cniVersion":"1.1.0","code":7,"msg":"Wrong"}')
})

test('errorToJson() makes an internal error of anything else', () => {
  expect(errorToJson(new TypeError('x is no function'))).toBe(
    '{"cniVersion":"1.1.0","code":999,"msg":"TypeError: x is no function"}',
  )
})
