import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fetchOverSocket } from '../../lab/agent-api.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import { makeNetworkSample } from '../support/store-records.ts'

const main = join(import.meta.dirname, '../../selector/main.ts')

test('a standing selector shows the file of one agent, leaves its outbox alone, and ends when it is told to', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'genie-selector-'))
  const [database, socket] = [join(directory, 'genie.db'), join(directory, 'http.sock')]
  const agents = await openSqliteStores(database, { isShipping: true })
  await agents.samples.append([makeNetworkSample({ at: Date.now() })], [])
  const env = {
    PATH: process.env['PATH'],
    GENIE_DB: database,
    GENIE_HTTP: `unix:${socket}`,
    GENIE_LOG_LEVEL: 'silent',
    NODE_NAME: 'genie-node',
  }
  const selector = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  try {
    const get = (path: string) => fetchOverSocket(socket, path).catch(() => ({ status: 0, body: '' }))
    await expect.poll(async () => (await get('/readyz')).status, { timeout: 20_000 }).toBe(200)
    expect(JSON.parse((await get('/api/v1/nodes')).body)).toMatchObject({ nodes: [{ name: 'genie-node' }] })
    expect(JSON.parse((await get('/api/v1/networks')).body)).toMatchObject({
      node: 'genie-node',
      networks: [{ name: 'calico', standing: { rank: 1 } }],
    })
    expect((await get('/metrics')).body).toContain('genie_selector_nodes 1')
    expect(await agents.outbox?.standing()).toMatchObject({ entries: 1 })
    selector.kill('SIGTERM')
    await once(selector, 'exit')
    expect(selector.exitCode).toBe(0)
  } finally {
    selector.kill('SIGKILL')
    await agents.close()
    await rm(directory, { recursive: true })
  }
})
