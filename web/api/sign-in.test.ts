import { expect, test } from 'vitest'
import { SignIn } from './sign-in.ts'

/** A server that takes one token, and the tab's memory. */
function open(right: string) {
  const kept = new Map<string, string>()
  const place = {
    read: (name: string) => kept.get(name) ?? null,
    keep: (name: string, value: string | null) =>
      value === null ? void kept.delete(name) : void kept.set(name, value),
  }
  const asked: unknown[] = []
  const signIn = new SignIn(place, (_url, { headers }) => {
    asked.push(headers)
    const { authorization } = headers as Record<string, string>
    return Promise.resolve(new Response(null, { status: authorization === `Bearer ${right}` ? 200 : 401 }))
  })
  const statusOf = async () => (await signIn.fetch('/api', { headers: { accept: 'x' } })).status
  return { signIn, statusOf, asked, kept }
}

test('a server that asks who calls is shown the token that the reader gives', async () => {
  const { signIn, statusOf, asked } = open('right')
  expect([await statusOf(), signIn.wanted.value]).toEqual([401, 'yes'])
  signIn.give('right')
  expect([await statusOf(), signIn.wanted.value]).toEqual([200, 'no'])
  expect(asked).toEqual([{ accept: 'x' }, { accept: 'x', authorization: 'Bearer right' }])
})

test('a token that is refused is forgotten, and the reader is asked again', async () => {
  const { signIn, statusOf, kept } = open('right')
  signIn.give('wrong')
  expect([await statusOf(), signIn.wanted.value, kept.size]).toEqual([401, 'refused', 0])
  expect([await statusOf(), signIn.wanted.value]).toEqual([401, 'refused'])
})

test('a late refusal of a request without a token forgets none that was given since', async () => {
  const { signIn, statusOf, kept } = open('right')
  const late = statusOf()
  signIn.give('right')
  expect([await late, signIn.wanted.value, kept.size]).toEqual([401, 'no', 1])
})

test('what is only read waits for a token that the server takes, and no longer than it is wanted', async () => {
  const { signIn, asked } = open('right')
  const leaving = new AbortController()
  const read = (signal?: AbortSignal) => signIn.read('/api', { headers: {}, ...(signal && { signal }) })
  const [answer, left] = [read(), read(leaving.signal)]
  await expect.poll(() => signIn.wanted.value).toBe('yes')
  leaving.abort(new Error('Somebody left'))
  await expect(left).rejects.toThrow('Somebody left')
  signIn.give('wrong')
  await expect.poll(() => signIn.wanted.value).toBe('refused')
  signIn.give('right')
  expect((await answer).status).toBe(200)
  expect(asked).toHaveLength(4)
})
