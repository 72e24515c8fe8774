import { expect, test } from 'vitest'
import { createClient } from './client.ts'
import { createPageApi } from './page-api.ts'

const { signal } = new AbortController()
const answering = (...answer: ConstructorParameters<typeof Response>) => {
  const asked: string[] = []
  const fetch = (url: string) => {
    asked.push(url)
    return Promise.resolve(new Response(...answer))
  }
  const api = createPageApi(createClient({ fetch, node: () => null, language: () => 'en' }))
  return { api, asked }
}

test('the API escapes what it puts into an address', async () => {
  const { api, asked } = answering('{}')
  await api.decision('a/b?c', signal)
  await api.decisions('x&y', signal)
  expect(asked).toEqual(['/api/v1/decisions/a%2Fb%3Fc', '/api/v1/decisions?limit=50&before=x%26y'])
})

test("the API fails with the server's own sentence", async () => {
  const { api } = answering('{"message":"Cannot find decision x"}', { status: 404 })
  await expect(api.decision('x', signal)).rejects.toThrow('Cannot find decision x')
})

test('the API says the status where the server sent no sentence', async () => {
  const { api } = answering('<h1>Bad gateway</h1>', { status: 502 })
  await expect(api.networks(signal)).rejects.toThrow('The server answered 502')
})
