import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPagePipe } from '../../lab/page-pipe.ts'

const agent = createServer((request, response) => response.end(`you asked for ${request.url ?? ''}`))
let dir = ''
const socket = () => join(dir, 'http.sock')

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'genie-pipe-'))
  agent.listen(socket())
  await once(agent, 'listening')
})
afterAll(async () => {
  agent.closeAllConnections()
  agent.close()
  await rm(dir, { recursive: true })
})

it('a browser on the loopback reaches the agent behind its unix socket', async () => {
  const pipe = await openPagePipe({ host: '127.0.0.1', port: 0, portIsFixed: true }, socket())
  expect(await (await fetch(`${pipe.url}/page`)).text()).toBe('you asked for /page')
  await pipe.close()
  await expect(fetch(pipe.url)).rejects.toThrow('fetch failed')
})

it('the next free port is taken, unless the port was asked for', async () => {
  const first = await openPagePipe({ host: '127.0.0.1', port: 0, portIsFixed: true }, socket())
  const port = Number(new URL(first.url).port)
  const second = await openPagePipe({ host: '127.0.0.1', port, portIsFixed: false }, socket())
  expect(second.url).not.toBe(first.url)
  await expect(openPagePipe({ host: '127.0.0.1', port, portIsFixed: true }, socket())).rejects.toThrow(
    `Cannot serve the page on 127.0.0.1:${port}: choose another port with --port`,
  )
  await first.close()
  await second.close()
})

it('a connection is closed, not kept waiting, when the agent is away', async () => {
  const pipe = await openPagePipe({ host: '127.0.0.1', port: 0, portIsFixed: true }, join(dir, 'nobody.sock'))
  await expect(fetch(pipe.url)).rejects.toThrow('fetch failed')
  await pipe.close()
})
