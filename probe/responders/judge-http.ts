/** A request line of HTTP/1.x (RFC 9112, section 3), and a header field (section 5) */
const requestLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([\x21-\x7e]+) HTTP\/1\.([01])$/
const field = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t\x20-\x7e\x80-\uffff]*$/

/** What is answered. */
export type HttpStatus = 204 | 400 | 404 | 405

/**
 * The status for what has come of a request; undefined while its head may still be going on. There is nothing here but
 * `GET /`, which has no content.
 */
export function judgeHttp(received: string, isAll: boolean): HttpStatus | undefined {
  const end = received.indexOf('\r\n\r\n')
  if (end < 0) return isAll ? 400 : undefined
  const [first = '', ...fields] = received.slice(0, end).split('\r\n')
  const [, method, target, minor] = requestLine.exec(first) ?? []
  if (method === undefined || !fields.every((each) => field.test(each))) return 400
  const hosts = fields.filter((each) => /^host:/i.test(each))
  if (hosts.length > 1 || (minor === '1' && hosts.length === 0)) return 400
  if (target !== '/') return 404
  return method === 'GET' ? 204 : 405
}

/** The whole answer. The connection ends with it. */
export function httpAnswer(status: HttpStatus): string {
  const reason = { 204: 'No Content', 400: 'Bad Request', 404: 'Not Found', 405: 'Method Not Allowed' }[
    status
  ]
  const allow = status === 405 ? 'Allow: GET\r\n' : ''
  const length = status === 204 ? '' : 'Content-Length: 0\r\n'
  return `HTTP/1.1 ${status} ${reason}\r\n${allow}${length}Connection: close\r\n\r\n`
}
