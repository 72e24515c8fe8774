import { execFile, execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseGenieConf } from '../../cni-plugin/request/genie-conf.ts'
import { NodeToInstall } from '../support/node-to-install.ts'

const execute = promisify(execFile)
const plugin = join(import.meta.dirname, '../../dist/genie')
const main = join(import.meta.dirname, '../../installer/main.ts')
const programEnv = () => ({ ...node.env, PATH: process.env['PATH'] ?? '' })

/** An ADD that waits for its conf on standard input. */
const addEnv = {
  CNI_COMMAND: 'ADD',
  CNI_CONTAINERID: 'genie-held',
  CNI_NETNS: '/run/netns/genie-none',
  CNI_IFNAME: 'eth0',
  CNI_PATH: '/',
}

let node: NodeToInstall
const at = (...names: readonly string[]) => node.at(...names)
const confFile = (name: string) => node.confFile(name)
const run = (act: string, settings?: Readonly<Record<string, string>>) => node.run(act, settings)

beforeEach(() => {
  node = new NodeToInstall()
})
afterEach(() => node[Symbol.dispose]())

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
    expect(readdirSync(at()).sort()).toEqual(['bin', 'net.d'])
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
      expect(readdirSync(at()).flatMap((dir) => readdirSync(at(dir)))).not.toContain('genie')
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
    // Another binary, and no script: an interpreter would open the path a second time
    writeFileSync(at('other'), Buffer.concat([readFileSync(plugin), Buffer.from('other')]))
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
    // In a process of its own: what we start here would hold the file that it writes open for a moment
    for (const source of [at('other'), plugin, at('other'), plugin])
      await execute(process.execPath, [main, 'install'], { env: { ...programEnv(), GENIE_SOURCE: source } })
    load.isOngoing = false
    await ended
    expect(new Set(await Promise.all(starts))).toEqual(new Set([0]))
    expect(held.exitCode).toBe(null)
    held.stdin.end('{"cniVersion":"1.0.0"}')
    expect(JSON.parse(await answer)).toMatchObject({ code: 7 })
  })
})

test('the program itself does what it is told, and writes its report where it is wanted', () => {
  const env = { ...programEnv(), GENIE_REPORT: at('report') }
  const out = execFileSync(process.execPath, [main, 'install'], { env, encoding: 'utf8' })
  expect(readFileSync(at('report'), 'utf8')).toBe(out.trim())
  expect(() => execFileSync(process.execPath, [main], { env, stdio: 'pipe' })).toThrow(
    'write install, uninstall or status',
  )
})
