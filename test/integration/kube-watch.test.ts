import { expect, test, vi } from 'vitest'
import type { WatchEvent } from '../../kube/kube-client.ts'
import { kinds } from '../../kube/kinds.ts'
import { sendJson, sendStatus, startScriptedApi } from '../support/scripted-api.ts'
import { openScripted as open, pod, ref } from '../support/scripted-pod.ts'

test('a watch reads changes however they are cut, and ends with the server', async () => {
  const line = Buffer.from(`${JSON.stringify({ type: 'ADDED', object: { ...pod, spec: 'grün' } })}\n`)
  await using api = await startScriptedApi(async (_, response) => {
    for (const byte of line) {
      response.write(Buffer.of(byte))
      await new Promise(setImmediate)
    }
    response.end('\n{"type":"NEWS","object":{}}\n')
  })
  await using client = await open(api)
  expect(await Array.fromAsync(client.watch(kinds.pod, watching()))).toEqual([
    { type: 'ADDED', object: { ...pod, spec: 'grün' } },
  ])
  expect(api.requests).toEqual([
    'GET /api/v1/pods?watch=1&allowWatchBookmarks=true&resourceVersion=3&timeoutSeconds=300',
  ])
})

const watching = (rest: object = {}) => ({
  resourceVersion: '3',
  timeoutSeconds: 300,
  idleMs: 5_000,
  signal: new AbortController().signal,
  ...rest,
})

test('a watch that falls silent, is cut, or is told that its version is gone ends in an error', async () => {
  await using api = await startScriptedApi((_, response) => void response.write(' \n'))
  await using client = await open(api)
  const watch = async (rest?: object) => Array.fromAsync<WatchEvent>(client.watch(kinds.pod, watching(rest)))
  await expect(watch({ idleMs: 50 })).rejects.toMatchObject({ status: 0, reason: 'Garbled' })
  api.answer((_, response) => response.flushHeaders())
  await expect(watch({ idleMs: 50 })).rejects.toMatchObject({
    reason: 'Silent',
    message: /nothing came for 50 ms/,
  })
  api.answer((_, response) => void response.write('{"type":', () => response.socket?.destroy()))
  await expect(watch()).rejects.toMatchObject({ status: 0, reason: 'Cut' })
  api.answer((_, response) => void response.end('{"type":"ADDED"'))
  await expect(watch()).rejects.toThrow('cut in the middle of a change')
  const gone = { kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version' }
  api.answer((_, response) => void response.end(JSON.stringify({ type: 'ERROR', object: gone })))
  await expect(watch()).rejects.toThrow('cut in the middle')
  api.answer((_, response) => void response.end(`${JSON.stringify({ type: 'ERROR', object: gone })}\n`))
  await expect(watch()).rejects.toMatchObject({ status: 410, reason: 'Expired' })
  api.answer((_, response) => sendStatus(response, 403, 'Forbidden'))
  await expect(watch()).rejects.toMatchObject({ status: 403 })
  api.answer((_, response) => void response.write('x'.repeat(9_000_000)))
  await expect(watch()).rejects.toThrow('a line of more than 8388608 bytes')
})

test('nothing stays open after a watch was given up, and after the client is gone', async () => {
  await using api = await startScriptedApi((_, response) => response.flushHeaders())
  {
    await using client = await open(api)
    const stop = new AbortController()
    const opened = Promise.withResolvers()
    const ended = Array.fromAsync(
      client.watch(kinds.pod, watching({ signal: stop.signal, onOpen: () => opened.resolve(null) })),
    )
    await opened.promise
    stop.abort(new Error('enough'))
    await expect(ended).rejects.toThrow('enough')
    await vi.waitUntil(() => api.sockets() === 0)
    api.answer((_, response) => sendJson(response, 200, pod))
    await client.get(kinds.pod, ref)
    expect(api.sockets()).toBe(1)
  }
  await vi.waitUntil(() => api.sockets() === 0)
})
