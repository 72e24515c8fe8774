import fc from 'fast-check'
import { expect, test } from 'vitest'
import { httpAnswer, judgeHttp } from './judge-http.ts'

test.each([
  ['GET / HTTP/1.1\r\nHost: 192.0.2.1:8483\r\nUser-Agent: curl/8\r\n\r\n', 204],
  ['GET / HTTP/1.1\r\nHost:\r\n\r\n', 204],
  ['GET / HTTP/1.0\r\n\r\n', 204],
  ['GET / HTTP/1.1\r\n\r\n', 400],
  ['GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 400],
  ['GET / HTTP/2.0\r\nHost: a\r\n\r\n', 400],
  ['GET  / HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['GET / HTTP/1.1\r\nno field\r\nHost: a\r\n\r\n', 400],
  ['\r\n\r\n', 400],
  ['GET /index.html HTTP/1.1\r\nHost: a\r\n\r\n', 404],
  ['GET http://other/ HTTP/1.1\r\nHost: a\r\n\r\n', 404],
  ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n', 405],
  ['HEAD / HTTP/1.1\r\nHost: a\r\n\r\n', 405],
])('judgeHttp() answers %j with %s', (received, status) => {
  expect([judgeHttp(received, false), judgeHttp(received, true)]).toEqual([status, status])
})

test('judgeHttp() waits for the end of a head, and no longer when there will be no more', () => {
  const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'
  for (let length = 0; length < request.length; length++) {
    const part = request.slice(0, length)
    expect([judgeHttp(part, false), judgeHttp(part, true)]).toEqual([undefined, 400])
  }
})

test('judgeHttp() has a status for everything, and 204 for a GET of / only', () => {
  const part = fc.constantFrom('GET', ' ', '/', 'HTTP/1.1', '\r\n', 'Host:', 'a', '\u0000', 'ÿ', '\n')
  const garbage = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(part).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(garbage, (received) => {
      const status = judgeHttp(received, true)
      expect([204, 400, 404, 405]).toContain(status)
      if (status === 204) expect(received).toMatch(/^GET \/ HTTP\/1\.[01]\r\n/)
    }),
  )
})

test('httpAnswer() ends the connection, and has a length where there may be content', () => {
  expect([204, 405].map((status) => httpAnswer(status as 204))).toEqual([
    'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n',
    'HTTP/1.1 405 Method Not Allowed\r\nAllow: GET\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
  ])
})
