import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { fetchAgentFigures } from '../../controllers/scrape/fetch-agent-figures.ts'

/** Asks an agent that answers as told; limits are small so that nothing is waited for. */
async function figuresFrom(answer: RequestListener) {
  await using server = createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  try {
    const figures = await fetchAgentFigures({ host: '127.0.0.1', port, timeoutMs: 500, maxBytes: 100_000 })
    return Object.fromEntries(figures)
  } catch (error) {
    return (error as Error).message.replace(String(port), 'PORT')
  } finally {
    server.closeAllConnections()
  }
}

test('an agent is read over HTTP, though its page comes in pieces that cut a character', async () => {
  const page = Buffer.from(
    'genie_network_score{network="größe"} 0.5\ngenie_network_attachments{network="größe"} 3',
  )
  const cut = page.indexOf('ö') + 1
  const figures = await figuresFrom((request, response) => {
    expect(request.url).toBe('/metrics')
    response.write(page.subarray(0, cut))
    setImmediate(() => response.end(page.subarray(cut)))
  })
  expect(figures).toEqual({ größe: { score: 0.5, attachments: 3 } })
})

test('an agent that is silent, endless, slow or wrong is given up in one sentence', async () => {
  const cannot = 'Cannot read the metrics of the agent at 127.0.0.1:PORT as'
  expect(await figuresFrom(() => undefined)).toBe(`${cannot} it took more than 500 ms`)
  expect(await figuresFrom((_request, response) => response.write('genie_network_sco'))).toBe(
    `${cannot} it took more than 500 ms`,
  )
  expect(
    await figuresFrom((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write('genie_network_score{network="a"} 1\n'.repeat(100)));
        response.once('drain', more)
      }
      more()
    }),
  ).toBe(`${cannot} its page is longer than 100000 bytes`)
  expect(await figuresFrom((_request, response) => response.writeHead(503).end('later'))).toBe(
    `${cannot} it answered 503`,
  )
  expect(await figuresFrom((request) => request.socket.end('rubbish\n\n'))).toContain('Parse Error')
})

test('where nobody listens, the reason says so', async () => {
  const options = { host: '127.0.0.1', port: 1, timeoutMs: 500, maxBytes: 1_000 }
  await expect(fetchAgentFigures(options)).rejects.toThrow('ECONNREFUSED')
})
