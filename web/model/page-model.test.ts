import { expect, test } from 'vitest'
import type { Decision } from '../../domain/decision.ts'
import type { DecisionPage, NetworkBoard } from '../../domain/network-board.ts'
import { decisionWith, networkWith, sourceWith } from '../../test/support/page-records.ts'
import type { PageApi } from '../api/page-api.ts'
import { PageModel } from './page-model.ts'

const boardAt = (at: number): NetworkBoard => ({ at, node: 'node-1', networks: [networkWith('net-a')] })
const eventOf = (type: string, data: unknown) => `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`

/** A server whose stream the test writes to, and a clock that stands at `nowMs`. */
function worldWith(part: Partial<PageApi> = {}, nowMs = 5_000, named: string | null = null) {
  let stream: ReadableStreamDefaultController | undefined
  const body = () => new ReadableStream({ start: (controller) => void (stream = controller) })
  const api: PageApi = {
    networks: () => Promise.resolve(boardAt(1_000)),
    decisions: () => Promise.resolve({ decisions: [decisionWith({ id: 'a', at: 1 })], next: null }),
    nodes: () => Promise.resolve({ nodes: [{ name: 'node-1', seenAt: 1_000 }] }),
    sources: () => Promise.resolve({ sources: [sourceWith()] }),
    decision: (id) => Promise.resolve(decisionWith({ id, at: 0 })),
    events: () => Promise.resolve(new Response(body())),
    ...part,
  }
  const send = (text: string) => stream?.enqueue(new TextEncoder().encode(text))
  const kept: string[] = []
  const address = { node: () => kept.at(-1) ?? named, keep: (name: string) => void kept.push(name) }
  const timers = { after: () => () => undefined }
  const model = new PageModel({ api, timers, nowMs: () => nowMs, random: () => 0, address })
  return { model, kept, send, close: () => stream?.close() }
}

/** Resolves when the model has come to where the test wants it. */
function until(model: PageModel, reached: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = model.now.subscribe(check)
    const others = [model.board, model.decisions, model.link, model.opened, model.fault]
    const stops = others.map((one) => one.subscribe(check))
    function check() {
      if (!reached()) return
      queueMicrotask(() => [stop, ...stops].forEach((end) => end()))
      resolve()
    }
  })
}

test('the model shows the whole picture when the stream opens, and every event after', async () => {
  const { model, send } = worldWith()
  model.start()
  await until(model, () => model.decisions.value !== undefined)
  expect([model.link.value.state, model.board.value?.at]).toEqual(['live', 1_000])
  send(eventOf('board', boardAt(2_000)) + eventOf('decision', decisionWith({ id: 'b', at: 2 })))
  await until(model, () => model.decisions.value?.length === 2)
  expect(model.board.value?.at).toBe(2_000)
  expect(model.sources.value).toEqual([sourceWith()])
  expect(model.decisions.value?.map(({ id }) => id)).toEqual(['b', 'a'])
  model.pause()
})

test.each([
  { server: 'an agent', known: ['node-1'], named: null, keeps: [] },
  { server: 'a standing selector', known: ['node-1', 'node-2'], named: null, keeps: ['node-1'] },
  { server: 'a standing selector, for a node', known: ['node-1', 'node-2'], named: 'node-2', keeps: [] },
])('the address names a node only if the server is one of several: $server', async (given) => {
  const nodes = given.known.map((name) => ({ name, seenAt: 1_000 }))
  const { model, kept } = worldWith({ nodes: () => Promise.resolve({ nodes }) }, 5_000, given.named)
  model.start()
  await until(model, () => model.board.value !== undefined)
  expect(model.nodes.value).toEqual(nodes)
  expect(kept).toEqual(given.keeps)
  model.pause()
})

test('a server that does not know of nodes shows its figures all the same', async () => {
  const { model } = worldWith({ nodes: () => Promise.reject(new Error('The server answered 404')) })
  model.start()
  await until(model, () => model.board.value !== undefined)
  expect([model.nodes.value, model.fault.value]).toEqual([[], undefined])
  model.pause()
})

test("the model tells time by the server's clock", async () => {
  const { model } = worldWith({}, 99_000)
  model.start()
  await until(model, () => model.board.value !== undefined)
  expect(model.now.value).toBe(1_000)
  model.pause()
})

test('the model says when the connection went', async () => {
  const { model, close } = worldWith()
  model.start()
  await until(model, () => model.link.value.state === 'live')
  close()
  await until(model, () => model.link.value.state === 'lost')
  expect(model.link.value).toEqual({ state: 'lost', at: 5_000, reason: 'The server ended the stream' })
  model.pause()
})

test('the model shows figures even where the stream cannot be had, and why there are none', async () => {
  const events = () => Promise.reject(new Error('Blocked by a proxy'))
  const { model } = worldWith({ events })
  model.start()
  await until(model, () => model.board.value !== undefined)
  expect(model.link.value.state).toBe('lost')
  model.pause()

  const { model: mute } = worldWith({ events, networks: () => Promise.reject(new Error('Not ready')) })
  mute.start()
  await until(mute, () => mute.fault.value !== undefined)
  expect(mute.fault.value?.message).toBe('Not ready')
  mute.pause()
})

test('the model stands still while paused', async () => {
  const { model, send } = worldWith()
  model.start()
  await until(model, () => model.board.value !== undefined)
  model.pause()
  send(eventOf('board', boardAt(2_000)))
  await Promise.resolve()
  expect([model.link.value, model.board.value?.at]).toEqual([{ state: 'paused', at: 5_000 }, 1_000])
})

test('the model fetches an opened decision that the list does not hold, and follows its outcome', async () => {
  const { model, send } = worldWith()
  model.start()
  await until(model, () => model.decisions.value !== undefined)
  await model.open('old')
  expect(model.opened.value).toEqual({ id: 'old', decision: decisionWith({ id: 'old', at: 0 }) })
  send(eventOf('decision', decisionWith({ id: 'old', at: 0, outcome: 'attached' })))
  await until(model, () => model.opened.value?.decision?.outcome === 'attached')
  await model.open(undefined)
  expect(model.opened.value).toBeUndefined()
  model.pause()
})

test('the model starts the list over when a reconnection finds a hole in it', async () => {
  const pages = [
    { decisions: [decisionWith({ id: 'a', at: 1 })], next: null },
    { decisions: [decisionWith({ id: 'z', at: 9 })], next: 'cursor' },
  ]
  const { model } = worldWith({
    decisions: () => Promise.resolve(pages.shift() ?? { decisions: [], next: null }),
  })
  model.start()
  await until(model, () => model.decisions.value?.[0]?.id === 'a')
  model.start()
  await until(model, () => model.decisions.value?.[0]?.id === 'z')
  expect([model.decisions.value?.length, model.older.value]).toEqual([1, 'cursor'])
  model.pause()
})

test('a decision that streams in before the first page neither ends the list nor is lost', async () => {
  const first = Promise.withResolvers<DecisionPage>()
  const { model, send } = worldWith({ decisions: () => first.promise })
  const [a, b, c] = ['a', 'b', 'c'].map((id, at) => decisionWith({ id, at })) as [
    Decision,
    Decision,
    Decision,
  ]
  model.start()
  await until(model, () => model.link.value.state === 'live')
  send(eventOf('decision', b) + eventOf('decision', c))
  await until(model, () => model.decisions.value?.length === 2)
  first.resolve({ decisions: [b, a], next: 'cursor' })
  await until(model, () => model.decisions.value?.length === 3)
  expect(model.decisions.value?.map(({ id }) => id)).toEqual(['c', 'b', 'a'])
  expect(model.older.value).toBe('cursor')
  model.pause()
})
