import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RoundWriter } from '../../agent/round-writer.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import { noSmallDisk, SmallDisk } from '../support/small-disk.ts'
import { fullSample, nodeNetworks } from '../support/steady-node.ts'
import { startMs } from '../support/store-contract/passing-time.ts'
import type { WriterState } from '../support/round-writer-process.ts'

const program = join(import.meta.dirname, '../support/round-writer-process.ts')

describe.skipIf(noSmallDisk !== '')(`a disk that is full${noSmallDisk}`, () => {
  let disk: SmallDisk
  let writer: ChildProcess
  let answers: AsyncIterator<string, undefined>
  beforeEach(async () => {
    disk = await SmallDisk.open(16 * 1_048_576)
  })
  afterEach(async () => {
    const gone = once(writer, 'close')
    writer.stdin?.end()
    await gone
    await disk[Symbol.asyncDispose]()
  })

  async function start(): Promise<WriterState> {
    const [command, ...args] = [...disk.inside, process.execPath, program, join(disk.path, 'genie.db')]
    writer = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    if (writer.stdout === null) throw new Error('Cannot read what the writer answers')
    const lines: Interface = createInterface({ input: writer.stdout })
    answers = lines[Symbol.asyncIterator]() as AsyncIterator<string, undefined>
    return answer()
  }
  async function answer(): Promise<WriterState> {
    const line = await answers.next()
    if (line.done === true) throw new Error('Cannot ask the writer as it has ended')
    return JSON.parse(line.value) as WriterState
  }
  function ask(command: string): Promise<WriterState> {
    writer.stdin?.write(`${command}\n`)
    return answer()
  }

  test('costs no round: they wait in memory, which is said once, and are stored when there is room', async () => {
    await start()
    expect(await ask('write 5')).toMatchObject({ waiting: 0, fault: null, networks: 20, attachments: 200 })
    await disk.fill()
    let state = await ask('write 1')
    for (let tries = 0; tries < 300 && state.waiting < 100; tries += 1) state = await ask('write 10')
    expect(state.waiting).toBeGreaterThanOrEqual(100)
    expect(state.fault).toBe(
      `Cannot store rounds of samples, so ${state.waiting} of them wait in memory: database or disk is full`,
    )
    expect(state.said[0]).toBe('Cannot store rounds of samples: they wait in memory, and decisions go on')
    const saidWhileFull = state.said.length
    expect((await ask('write 10')).said).toHaveLength(saidWhileFull)
    await disk.free()
    for (let tries = 0; tries < 100 && state.waiting > 0; tries += 1) state = await ask('write 1')
    expect(state).toMatchObject({
      ...{ waiting: 0, fault: null },
      networks: state.written * nodeNetworks.length,
      attachments: state.written * 40,
    })
    expect(state.said.at(-1)).toMatch(/^Rounds of samples are stored again; .+ 0 were too many for it$/)
  }, 60_000)

  test('is summed up later, and is no damage', async () => {
    await start()
    await ask('write 200')
    await disk.fill()
    await ask('maintain')
    await disk.free()
    expect(await ask('maintain')).toMatchObject({ networks: 800, hours: 1 })
    const gone = once(writer, 'close')
    writer.stdin?.end()
    await gone
    expect(await start()).toMatchObject({ networks: 800, hours: 1, storesFault: null })
    expect(await disk.names('.')).toEqual(['genie.db', 'genie.db-shm', 'genie.db-wal', 'genie.db.lock'])
  }, 60_000)

  test('at the start leaves everything in memory, which the stores say', async () => {
    await disk.fill()
    const { storesFault } = await start()
    expect(storesFault).toMatch(/^Cannot open .+\. Decisions are kept in memory until the next start$/)
    expect(await ask('write 3')).toMatchObject({ waiting: 0, networks: 12, attachments: 0 })
  }, 60_000)
})

test('a round that can never be stored does not keep the others waiting', async () => {
  const said: string[] = []
  const logger = {
    error: (_about: unknown, text: string) => said.push(text),
    info: (text: string) => said.push(text),
  }
  await using stores = await openSqliteStores(':memory:')
  const writer = new RoundWriter(stores.samples, logger as never)
  await writer.write({ networks: [{ network: 'bad' } as never], attachments: [] })
  for (let index = 0; index < 4; index += 1)
    await writer.write({ networks: [fullSample('calico', startMs + index)], attachments: [] })
  expect([writer.waiting, writer.fault]).toEqual([0, null])
  expect(await stores.samples.recentAll(0)).toHaveLength(4)
  expect(said).toContain('Cannot store one round of samples, whatever is tried: it is left out')
})
