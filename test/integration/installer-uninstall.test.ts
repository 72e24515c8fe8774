import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NodeToInstall } from '../support/node-to-install.ts'

let node: NodeToInstall
const at = (...names: readonly string[]) => node.at(...names)
const run = (act: string, settings?: Readonly<Record<string, string>>) => node.run(act, settings)

beforeEach(() => {
  node = new NodeToInstall()
})
afterEach(() => node[Symbol.dispose]())

describe('uninstall', () => {
  test('takes everything away where no pod needs it', async () => {
    await run('install')
    mkdirSync(at('genie-state/journal'), { recursive: true })
    expect(await run('uninstall')).toEqual({
      status: 0,
      report: { binary: 'absent', confs: [], inForce: '10-weave.conf', records: 0, warnings: [] },
      err: [],
    })
    expect(readdirSync(at()).sort()).toEqual(['bin', 'net.d'])
    expect(readdirSync(at('bin'))).toEqual([])
  })

  test('leaves the binary for the pods that need it, with a note, until they are gone', async () => {
    await run('install')
    const path = node.record()
    const { report, err } = await run('uninstall')
    expect(report).toMatchObject({ binary: 'ours', confs: [], inForce: '10-weave.conf', records: 1 })
    expect(err[0]).toContain('stays as 1 attachments')
    expect(readFileSync(at('genie-state/uninstalled'), 'utf8').trim()).toBe(err[0])
    rmSync(path)
    expect((await run('uninstall')).report).toMatchObject({ binary: 'absent', records: 0 })
    expect(readdirSync(at())).not.toContain('genie-state')
  })

  test('an installation after it takes the note away', async () => {
    await run('install')
    node.record()
    await run('uninstall')
    await run('install')
    expect(readdirSync(at('genie-state'))).toEqual(['journal'])
  })

  test('goes on when told to, whoever needs it', async () => {
    await run('install')
    node.record()
    expect((await run('uninstall', { GENIE_FORCE: 'true' })).report).toMatchObject({
      binary: 'absent',
      records: 0,
    })
  })

  test('says so when no other network is left', async () => {
    rmSync(at('net.d/10-weave.conf'))
    await run('install')
    expect((await run('uninstall')).err).toEqual([
      `No network is left in ${at('net.d')}: the node gets NotReady until a conf is put there`,
    ])
  })

  test('is content with a node on which nothing was installed', async () => {
    expect((await run('uninstall')).report).toMatchObject({ binary: 'absent', confs: [] })
  })

  test('never empties a directory that is not ours alone', async () => {
    const { status, err } = await run('uninstall', { GENIE_STATE_DIR: '/var/lib/cni' })
    expect(status).toBe(1)
    expect(err[0]).toContain('Cannot start with GENIE_STATE_DIR=/var/lib/cni')
  })
})
