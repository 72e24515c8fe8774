import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { randomDecisions } from '../../bench/what-if/random-decisions.ts'
import type { Decision } from '../../domain/decision.ts'
import { runReplay } from '../../selector/replay/run-replay.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import { makeDecision } from '../support/store-records.ts'

let directory: string
let file: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'genie-replay-'))
  file = join(directory, 'genie.db')
})
afterEach(() => rm(directory, { recursive: true }))

const store = async (decisions: Iterable<Decision>) => {
  await using stores = await openSqliteStores(file)
  for (const decision of decisions) await stores.decisions.insert(decision)
}

const run = async (...words: string[]) => {
  const said = { out: '', err: '' }
  const status = await runReplay([...words, '--db', file], {
    env: {},
    print: (text) => (said.out += text),
    warn: (text) => (said.err += text),
  })
  return { status, ...said }
}

test('replay --all makes every stored decision again, and counts those that nobody can', async () => {
  await store([...randomDecisions({ count: 40, seed: 11 }), makeDecision({ id: 'z1' })])
  expect(await run('--all')).toEqual({
    status: 0,
    out: '40 of 41 decisions are the same\n1 of algorithm 1 cannot be made again\n',
    err: '',
  })
})

test('replay --decision tells of one, and status 3 if it is not what its inputs lead to', async () => {
  const [decision] = randomDecisions({ count: 1, seed: 12, candidates: 4 })
  if (decision === undefined) throw new Error('Cannot test without a decision')
  await store([decision, { ...decision, id: 'forged', chosen: 'elsewhere' }])
  const same = await run('--decision', decision.id)
  expect([same.status, same.out]).toEqual([
    0,
    `${decision.id}: the same, ${decision.chosen}\n  ${decision.reason}\n`,
  ])
  const forged = await run('--decision', 'forged', '--json')
  expect([forged.status, JSON.parse(forged.out)]).toMatchObject([
    3,
    { isSame: false, differs: ['/chosen'], chosen: 'elsewhere', chosenAgain: decision.chosen },
  ])
  expect((await run('--all')).status).toBe(3)
})

test('replay says in a sentence what it cannot do', async () => {
  expect((await run('--all')).err).toBe(
    `Cannot read ${file} as there is no such file: name another with --db\n`,
  )
  await store([makeDecision({ id: 'old' })])
  const faults = [await run('--decision', 'gone'), await run('--decision', 'old'), await run()]
  expect(faults.map(({ status }) => status)).toEqual([1, 1, 2])
  expect(faults.map(({ err }) => err.split('\n')[0])).toEqual([
    'Cannot find decision gone: it is unknown or older than the retention, or --db names another store',
    'Cannot make decision old again as algorithm 1 made it, which did not keep all that it had looked at: choose one that algorithm 4 made',
    'Cannot tell what to replay: give either --decision with an id, or --all',
  ])
})
