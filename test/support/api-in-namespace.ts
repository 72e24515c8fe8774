import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KubeApi } from './kube-api/kube-api.ts'
import type { RealNode } from './real-node.ts'

/** Listens on a port of the namespace's loopback, and hands every connection to a unix socket, which has no namespace. */
const forwarder = `
const { connect, createServer } = require('node:net')
const [path, port] = process.argv.slice(1)
createServer((one) => {
  const other = connect(path)
  one.pipe(other).pipe(one)
  for (const each of [one, other]) each.on('error', () => (one.destroy(), other.destroy()))
}).listen(Number(port), '127.0.0.1', () => console.log('ready'))
process.stdin.on('end', () => process.exit(0)).resume()
`

/** The way from a node's namespace to an API server of the machine's own; open until it is disposed of. */
export async function apiInNamespace(api: KubeApi, node: RealNode, port: number): Promise<AsyncDisposable> {
  const directory = mkdtempSync(join(tmpdir(), 'genie-api-'))
  const path = join(directory, 'api.sock')
  const server = forwardTo(Number(new URL(api.url).port))
  server.listen(path)
  await once(server, 'listening')
  const args = ['netns', 'exec', node.namespace, process.execPath, '-e', forwarder, path, String(port)]
  const child = spawn('ip', args, { env: { ...node.env }, stdio: ['pipe', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return {
    async [Symbol.asyncDispose]() {
      const gone = once(child, 'close')
      child.stdin.end()
      await gone
      server.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

function forwardTo(port: number): Server {
  return createServer((one) => {
    const other = connect(port, '127.0.0.1')
    one.pipe(other).pipe(one)
    for (const each of [one, other])
      each.on('error', () => {
        one.destroy()
        other.destroy()
      })
  })
}
