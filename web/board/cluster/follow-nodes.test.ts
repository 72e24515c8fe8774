import { expect, test } from 'vitest'
import { followNodes } from './follow-nodes.ts'

const board = (node: string) => ({ at: 1, node, networks: [] })

/** Three rounds; `asked` are the nodes in the order they were asked, `waits` the pauses between. */
async function threeRounds(nodes: readonly string[], roundTakesMs: number) {
  const leaving = new AbortController()
  const [asked, told, waits]: [string[], string[][], number[]] = [[], [], []]
  let now = 0
  const after = (ms: number, action: () => void) => {
    waits.push(ms)
    now += ms
    if (waits.length === 3) leaving.abort()
    action()
    return () => undefined
  }
  await followNodes(
    {
      nodes: () => nodes,
      read: (node) => {
        asked.push(node)
        now += roundTakesMs / nodes.length
        return node === 'lost' ? Promise.reject(new Error('gone')) : Promise.resolve(board(node))
      },
      timers: { after },
      nowMs: () => now,
      onBoards: (boards, silent) =>
        told.push([...boards.map((each) => each.node), ...silent.map((each) => `no ${each}`)]),
    },
    leaving.signal,
  )
  return { asked, told, waits }
}

test('followNodes() asks every node once a round, and tells of those that do not answer', async () => {
  const { asked, told, waits } = await threeRounds(['a', 'lost'], 2_000)
  expect(asked).toEqual(['a', 'lost', 'a', 'lost', 'a', 'lost'])
  expect(told[0]).toEqual(['a', 'no lost'])
  expect(waits).toEqual([3_000, 3_000, 3_000])
})

test('followNodes() asks six at once, and pauses also where a round takes too long', async () => {
  const { told, waits } = await threeRounds(['a', 'b', 'c', 'd', 'e', 'f', 'g'], 9_000)
  expect(told.slice(0, 2)).toEqual([['a', 'b', 'c', 'd', 'e', 'f'], ['g']])
  expect(waits[0]).toBe(500)
})
