import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
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

  test('leaves binary and retired conf for the pods that need them, with a note, until they are gone', async () => {
    await run('install')
    const before = JSON.parse(node.confFile('00-genie.conf')) as { genie: object }
    const path = node.record()
    const { status, report, err } = await run('uninstall')
    expect(status).toBe(0)
    expect(report).toMatchObject({ binary: 'ours', confs: ['00-genie.conf'], inForce: '00-genie.conf' })
    expect(report).toMatchObject({ records: 1, warnings: err })
    expect(JSON.parse(node.confFile('00-genie.conf'))).toEqual({
      ...before,
      genie: { ...before.genie, retired: true },
    })
    expect(err).toEqual([
      expect.stringContaining('stays as 1 attachments') as string,
      '00-genie.conf is retired as 1 attachments still need it for their DEL: new pods get the default network, and it goes with the last of them',
    ])
    expect(readFileSync(at('genie-state/uninstalled'), 'utf8').trim()).toBe(err[0])
    expect((await run('status')).err).toEqual(err.slice(1))

    const text = node.confFile('00-genie.conf')
    expect((await run('uninstall')).report).toMatchObject({ confs: ['00-genie.conf'], records: 1 })
    expect(node.confFile('00-genie.conf')).toBe(text)
    rmSync(path)
    expect((await run('uninstall')).report).toEqual({
      ...{ binary: 'absent', confs: [], inForce: '10-weave.conf', records: 0, warnings: [] },
    })
    expect(readdirSync(at())).not.toContain('genie-state')
    expect(readdirSync(at('net.d'))).toEqual(['10-weave.conf'])
  })

  test('retires a conflist and a conf of another hand too, and an installation has them in force again', async () => {
    const text = '{ "name": "old", "type": "genie",\n "default_plugin": "weave" }'
    writeFileSync(at('net.d/00-genie.conf'), text)
    await run('install', { GENIE_CHAINED: '[{"type":"portmap"}]' })
    writeFileSync(at('net.d/01-genie.conf'), text)
    const installed = node.confFile('00-genie.conflist')
    node.record()
    const { report } = await run('uninstall')
    expect(report?.confs).toEqual(['00-genie.conflist', '01-genie.conf'])
    expect(JSON.parse(node.confFile('00-genie.conflist'))).toMatchObject({
      plugins: [{ type: 'genie', genie: { retired: true } }, { type: 'portmap' }],
    })
    expect(node.confFile('01-genie.conf')).toBe(
      '{"genie":{"retired":true}, "name": "old", "type": "genie",\n "default_plugin": "weave" }',
    )
    const again = await run('install', { GENIE_CHAINED: '[{"type":"portmap"}]' })
    expect(again).toMatchObject({ report: { confs: ['00-genie.conflist'], warnings: [] } })
    expect(JSON.parse(node.confFile('00-genie.conflist'))).toEqual(JSON.parse(installed))
    expect(node.confFile('01-genie.conf.before-genie')).not.toContain('retired')
  })

  test('an ADD that was under way gets the conf back, retired, with its record', async () => {
    await run('install')
    const uninstalled = run('uninstall', { GENIE_SETTLE_MS: '1000' })
    await vi.waitUntil(() => !readdirSync(at('net.d')).includes('00-genie.conf'))
    node.record()
    expect((await uninstalled).report).toMatchObject({ confs: ['00-genie.conf'], records: 1 })
    expect(node.confFile('00-genie.conf')).toContain('"retired":true')
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

  test('takes a retired conf away when told to, too', async () => {
    await run('install')
    node.record()
    await run('uninstall')
    expect((await run('uninstall', { GENIE_FORCE: 'true' })).report).toMatchObject({
      ...{ binary: 'absent', confs: [], inForce: '10-weave.conf', records: 0 },
    })
  })

  test('says so when no other network is left, also while ours is retired', async () => {
    rmSync(at('net.d/10-weave.conf'))
    await run('install')
    const path = node.record()
    const noNetwork = `No network is left in ${at('net.d')}: the node gets NotReady until a conf is put there`
    expect((await run('uninstall')).err.at(-1)).toBe(noNetwork)
    rmSync(path)
    expect((await run('uninstall')).err).toEqual([noNetwork])
  })

  test('says so when no other network is left and no pod needs ours', async () => {
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
