import { expect, test } from 'vitest'
import { parseListenAddress, printListenAddress } from './listen-address.ts'

test.each([
  ['127.0.0.1:8480', 'http://127.0.0.1:8480'],
  ['localhost:0', 'http://localhost:0'],
  ['[::1]:8480', 'http://[::1]:8480'],
  ['unix:/run/genie/http.sock', 'unix:/run/genie/http.sock'],
])('parseListenAddress() reads %s', (text, printed) => {
  expect(printListenAddress(parseListenAddress(text))).toBe(printed)
})

test.each(['', '8480', 'host', '::1:80', 'host:99999', 'unix:relative', 'http://host:80'])(
  'parseListenAddress() refuses "%s"',
  (text) => {
    expect(() => parseListenAddress(text)).toThrow('neither host:port nor unix:/path')
  },
)
