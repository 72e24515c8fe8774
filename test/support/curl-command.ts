import type { ApiCall } from './call-api.ts'

/** A call that a guide shows as a curl command. */
export interface CurlCall extends ApiCall {
  readonly path: string
}

/** Words of a shell's line; nothing of it is expanded. */
const words = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|"([^"]*)"|([^\s'"]+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  )

/** Reads a curl command as those of the guides are; `-i` and `-s` change only what is printed. */
export function curlCall(line: string): CurlCall {
  const headers: Record<string, string> = {}
  let [method, body, url]: [string | undefined, string | undefined, string] = [undefined, undefined, '']
  const given = words(line.replace(/ +#.*$/, '')).slice(1)
  for (let word = given.shift(); word !== undefined; word = given.shift()) {
    if (word === '-X') method = given.shift()
    else if (word === '-d' || word === '--json') {
      body = given.shift()
      headers['content-type'] ??= word === '-d' ? 'application/x-www-form-urlencoded' : 'application/json'
    } else if (word === '-H') {
      const [, name = '', value = ''] = /^([^:]+): *(.*)$/s.exec(given.shift() ?? '') ?? []
      headers[name.toLowerCase()] = value
    } else if (!['-i', '-s'].includes(word)) url = word
  }
  return {
    path: url.replace(/^(https?:\/\/)?[^/]+/, ''),
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers,
    ...(body !== undefined && { body }),
  }
}
