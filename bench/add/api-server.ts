import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** As a program: a Kubernetes API without any objects. Its lines are its port, then a line for each request. */
const server = createServer((request, answer) => {
  process.stdout.write(`${request.method ?? ''} ${request.url ?? ''}\n`)
  answer.writeHead(200, { 'content-type': 'application/json' })
  // A watch stays open, and nothing ever happens.
  if (/[?&]watch=(true|1)/.test(request.url ?? '')) answer.flushHeaders()
  else
    answer.end(
      JSON.stringify({ kind: 'List', apiVersion: 'v1', metadata: { resourceVersion: '1' }, items: [] }),
    )
})

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
})
