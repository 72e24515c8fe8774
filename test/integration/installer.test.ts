import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseGenieConf } from '../../cni-plugin/request/genie-conf.ts'
import type { NodeReport } from '../../installer/node-report.ts'
import { runInstaller } from '../../installer/run-installer.ts'

const plugin = join(import.meta.dirname, '../../dist/genie')

/** An ADD that waits for its conf on standard input. */
const addEnv = {
  CNI_COMMAND: 'ADD',
  CNI_CONTAINERID: 'genie-held',
  CNI_NETNS: '/run/netns/genie-none',
  CNI_IFNAME: 'eth0',
  CNI_PATH: '/',
}

let root = ''
const at = (...names: string[]) => join(root, ...names)
const confFile = (name: string) => readFileSync(at('net.d', name), 'utf8')

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'genie-installer-'))
  for (const name of ['bin', 'net.d']) mkdirSync(at(name))
  writeFileSync(at('net.d', '10-weave.conf'), '{"cniVersion":"1.0.0","name":"weave","type":"weave-net"}')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

interface Outcome {
  readonly status: number
  readonly report: NodeReport | null
  readonly err: readonly string[]
}

async function run(act: string, settings: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const [out, err] = [[] as string[], [] as string[]]
  const env = {
    GENIE_BIN_DIR: at('bin'),
    GENIE_CONF_DIR: at('net.d'),
    GENIE_STATE_DIR: at('genie-state'),
    GENIE_DATA_DIR: at('genie-data'),
    GENIE_SOCKET: at('agent.sock'),
    GENIE_SETTLE_MS: '0',
    ...settings,
  }
  const sinks = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) }
  const status = await runInstaller([act], env, sinks)
  return { status, report: out[0] === undefined ? null : (JSON.parse(out[0]) as NodeReport), err }
}

/** As the plugin's journal has one for every attachment. */
function record(): string {
  mkdirSync(at('genie-state/journal'), { recursive: true })
  writeFileSync(at('genie-state/journal/c1@eth0.json'), '{}')
  return at('genie-state/journal/c1@eth0.json')
}

describe('install', () => {
  test('puts binary and conf on the node, and the runtime goes by ours', async () => {
    expect(await run('install')).toEqual({
      status: 0,
      report: {
        binary: 'ours',
        confs: ['00-genie.conf'],
        inForce: '00-genie.conf',
        records: 0,
        warnings: [],
      },
      err: [],
    })
    expect(readFileSync(at('bin/genie')).equals(readFileSync(plugin))).toBe(true)
    expect(statSync(at('bin/genie')).mode & 0o777).toBe(0o755)
    expect(JSON.parse(confFile('00-genie.conf'))).toEqual({
      cniVersion: '1.0.0',
      name: 'genie',
      type: 'genie',
      capabilities: { 'io.kubernetes.cri.pod-annotations': true },
      genie: {
        socket: at('agent.sock'),
        stateDir: at('genie-state'),
        confDir: at('net.d'),
        managedBy: 'genie-installer',
      },
    })
    expect(readdirSync(root).sort()).toEqual(['bin', 'net.d'])
    expect(readdirSync(at('bin'))).toEqual(['genie'])
  })

  test('changes nothing when it is done again', async () => {
    await run('install')
    const before = ['bin/genie', 'net.d/00-genie.conf'].map((file) => statSync(at(file)).ino)
    await run('install')
    expect(['bin/genie', 'net.d/00-genie.conf'].map((file) => statSync(at(file)).ino)).toEqual(before)
  })

  test('writes what the plugin understands, by all of its settings', async () => {
    await run('install', {
      GENIE_DEFAULT_PLUGIN: 'weave@eth0',
      GENIE_CNI_VERSION: '1.1.0',
      GENIE_NAMESPACE_ISOLATION: 'true',
      GENIE_GLOBAL_NAMESPACES: 'a,b',
      GENIE_DELEGATE_TIMEOUT_MS: '9000',
    })
    expect(parseGenieConf(confFile('00-genie.conf'))).toMatchObject({
      version: '1.1.0',
      socket: at('agent.sock'),
      stateDir: at('genie-state'),
      confDir: at('net.d'),
      delegateMs: 9000,
      defaultPlugin: 'weave@eth0',
      sharedNamespaces: ['a', 'b'],
    })
  })

  test('makes a conflist where plugins are chained, and a conf again where none is', async () => {
    await run('install', { GENIE_CHAINED: '[{"type":"portmap","capabilities":{"portMappings":true}}]' })
    const { plugins, ...list } = JSON.parse(confFile('00-genie.conflist')) as { plugins: object[] }
    expect(list).toEqual({ cniVersion: '1.0.0', name: 'genie' })
    expect(plugins).toEqual([
      expect.objectContaining({ type: 'genie' }),
      { type: 'portmap', capabilities: { portMappings: true } },
    ])
    expect((await run('install')).report?.confs).toEqual(['00-genie.conf'])
  })

  test('keeps what the conf of CNI-Genie said, and the conf itself as a backup', async () => {
    const old =
      '{"cniVersion":"0.3.0","name":"k8s-pod-network","type":"genie","log_level":"info","default_plugin":"weave"}'
    writeFileSync(at('net.d/00-genie.conf'), old)
    chmodSync(at('net.d/00-genie.conf'), 0o640)
    for (const attempt of [1, 2]) {
      expect((await run('install')).report?.confs, `attempt ${attempt}`).toEqual(['00-genie.conf'])
      expect(JSON.parse(confFile('00-genie.conf'))).toMatchObject({
        cniVersion: '1.0.0',
        name: 'k8s-pod-network',
        log_level: 'info',
        default_plugin: 'weave',
      })
    }
    expect(confFile('00-genie.conf.before-genie')).toBe(old)
    expect(statSync(at('net.d/00-genie.conf')).mode & 0o777).toBe(0o640)
    await run('install', { GENIE_DEFAULT_PLUGIN: 'flannel' })
    expect(JSON.parse(confFile('00-genie.conf'))).toMatchObject({ default_plugin: 'flannel' })
    await run('install')
    expect(JSON.parse(confFile('00-genie.conf'))).toMatchObject({ default_plugin: 'weave' })
  })

  test('takes over a conf of our type under any name, and those chained behind it', async () => {
    const plugins = [{ type: 'genie', default_plugin: 'weave' }, { type: 'tuning' }]
    writeFileSync(at('net.d/05-own.conflist'), JSON.stringify({ name: 'pods', cniVersion: '0.4.0', plugins }))
    expect((await run('install')).report?.confs).toEqual(['00-genie.conflist'])
    const written = JSON.parse(confFile('00-genie.conflist')) as { plugins: { type: string }[] }
    expect(written.plugins.map(({ type }) => type)).toEqual(['genie', 'tuning'])
    expect(readdirSync(at('net.d'))).toContain('05-own.conflist.before-genie')
  })

  test('says so when another conf comes first', async () => {
    writeFileSync(at('net.d/00-a.conf'), '{"cniVersion":"1.0.0","name":"a","type":"bridge"}')
    expect((await run('install')).err).toEqual([
      `Pods do not go through genie as 00-a.conf comes before 00-genie.conf in ${at('net.d')}: rename it, or set GENIE_CONF_NAME`,
    ])
  })

  test('replaces links, and writes through none of them', async () => {
    writeFileSync(at('victim'), 'precious')
    symlinkSync(at('victim'), at('bin/genie'))
    symlinkSync(at('victim'), at('net.d/00-genie.conf'))
    expect((await run('install')).status).toBe(0)
    expect(readFileSync(at('victim'), 'utf8')).toBe('precious')
    expect([at('bin/genie'), at('net.d/00-genie.conf')].map((path) => lstatSync(path).isFile())).toEqual([
      true,
      true,
    ])
  })

  test.each(['bin', 'net.d'])(
    'is refused in a sentence when %s is not there, with nothing done',
    async (name) => {
      rmSync(at(name), { recursive: true })
      const setting = name === 'bin' ? 'GENIE_BIN_DIR' : 'GENIE_CONF_DIR'
      expect(await run('install')).toEqual({
        status: 1,
        report: null,
        err: [
          `Cannot install into ${at(name)} as it is no directory: set ${setting} to the one that the runtime uses, or create it`,
        ],
      })
      expect(readdirSync(root).flatMap((dir) => readdirSync(at(dir)))).not.toContain('genie')
    },
  )

  test('leaves everything as it was when the plugin does not run here', async () => {
    writeFileSync(at('broken'), 'not a program')
    const { status, err } = await run('install', { GENIE_SOURCE: at('broken') })
    expect(status).toBe(1)
    expect(err[0]).toMatch(/^Cannot install the plugin as it does not run on this node: /)
    expect(readdirSync(at('bin'))).toEqual([])
    expect(readdirSync(at('net.d'))).toEqual(['10-weave.conf'])
  })

  test('replaces a binary that is running: who runs goes on, and no start ever fails', async () => {
    writeFileSync(at('other'), '#!/bin/sh\necho \'{"supportedVersions":["1.0.0"]}\'; cat >/dev/null\n')
    chmodSync(at('other'), 0o755)
    await run('install')
    const held = spawn(at('bin/genie'), [], { env: addEnv })
    const answer = text(held.stdout)
    const starts: Promise<number | null>[] = []
    const load = { isOngoing: true }
    const ended = (async () => {
      while (load.isOngoing) {
        const child = spawn(at('bin/genie'), [], { env: { CNI_COMMAND: 'VERSION' } })
        starts.push(new Promise((resolve) => child.on('error', () => resolve(-1)).on('exit', resolve)))
        child.stdin.on('error', () => undefined).end('{"cniVersion":"1.0.0"}')
        await starts.at(-1)
      }
    })()
    for (const source of [at('other'), plugin, at('other'), plugin])
      expect((await run('install', { GENIE_SOURCE: source })).status).toBe(0)
    load.isOngoing = false
    await ended
    expect(new Set(await Promise.all(starts))).toEqual(new Set([0]))
    expect(held.exitCode).toBe(null)
    held.stdin.end('{"cniVersion":"1.0.0"}')
    expect(JSON.parse(await answer)).toMatchObject({ code: 7 })
  })
})

describe('uninstall', () => {
  test('takes everything away where no pod needs it', async () => {
    await run('install')
    mkdirSync(at('genie-state/journal'), { recursive: true })
    expect(await run('uninstall')).toEqual({
      status: 0,
      report: { binary: 'absent', confs: [], inForce: '10-weave.conf', records: 0, warnings: [] },
      err: [],
    })
    expect(readdirSync(root).sort()).toEqual(['bin', 'net.d'])
    expect(readdirSync(at('bin'))).toEqual([])
  })

  test('leaves the binary for the pods that need it, with a note, until they are gone', async () => {
    await run('install')
    const path = record()
    const { report, err } = await run('uninstall')
    expect(report).toMatchObject({ binary: 'ours', confs: [], inForce: '10-weave.conf', records: 1 })
    expect(err[0]).toContain('stays as 1 attachments')
    expect(readFileSync(at('genie-state/uninstalled'), 'utf8').trim()).toBe(err[0])
    rmSync(path)
    expect((await run('uninstall')).report).toMatchObject({ binary: 'absent', records: 0 })
    expect(readdirSync(root)).not.toContain('genie-state')
  })

  test('an installation after it takes the note away', async () => {
    await run('install')
    record()
    await run('uninstall')
    await run('install')
    expect(readdirSync(at('genie-state'))).toEqual(['journal'])
  })

  test('goes on when told to, whoever needs it', async () => {
    await run('install')
    record()
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

test('the program itself does what it is told, and writes its report where it is wanted', () => {
  const main = join(import.meta.dirname, '../../installer/main.ts')
  const env = {
    PATH: process.env['PATH'] ?? '',
    GENIE_BIN_DIR: at('bin'),
    GENIE_CONF_DIR: at('net.d'),
    GENIE_STATE_DIR: at('genie-state'),
    GENIE_REPORT: at('report'),
  }
  const out = execFileSync(process.execPath, [main, 'install'], { env, encoding: 'utf8' })
  expect(readFileSync(at('report'), 'utf8')).toBe(out.trim())
  expect(() => execFileSync(process.execPath, [main], { env, stdio: 'pipe' })).toThrow(
    'write install, uninstall or status',
  )
})
