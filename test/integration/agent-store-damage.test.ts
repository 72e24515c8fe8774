import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fetchOverSocket } from '../../lab/agent-api.ts'
import { AgentUnderTest } from '../support/agent-under-test.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'genie-damage-'))
  for (const name of ['net.d', 'genie-state']) await mkdir(join(directory, name))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

test('an agent whose database is damaged starts with a new one, and says so for as long as it runs', async () => {
  await writeFile(join(directory, 'genie.db'), 'no pages at all')
  const socket = join(directory, 'http.sock')
  const env = {
    PATH: process.env['PATH'] ?? '',
    GENIE_SOCKET: join(directory, 'agent.sock'),
    GENIE_CONF_DIR: join(directory, 'net.d'),
    GENIE_STATE_DIR: join(directory, 'genie-state'),
    GENIE_DB: join(directory, 'genie.db'),
    GENIE_PLUGIN: 'none',
    GENIE_LOG_LEVEL: 'silent',
    NODE_NAME: 'genie-node',
  }
  await using _agent = await AgentUnderTest.start(env, socket)
  const { body: readiness } = await fetchOverSocket(socket, '/readyz?verbose')
  const [keptAs = ''] = (await readdir(directory)).filter((name) => /^genie\.db\.damaged-\w+$/.test(name))
  expect(readiness).toContain(
    `Cannot read ${env.GENIE_DB} as it is damaged or no SQLite database (SQLITE_NOTADB): it is kept as ${join(directory, keptAs)}, and a new one was begun without its history`,
  )
  const { body: metrics } = await fetchOverSocket(socket, '/metrics')
  expect(metrics).toContain('genie_store_damaged_files 1\n')
  expect(metrics).toContain('genie_store_waiting_rounds 0\n')
  expect(Number(/^genie_store_bytes (\d+)$/m.exec(metrics)?.[1])).toBeGreaterThan(40_000)
  const { status } = await fetchOverSocket(socket, '/readyz')
  expect(status).toBe(200)
})
