import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pluginExecutables, type PluginExecutable } from '../support/plugin-executables.ts'
import { PluginHost, type CallOptions } from '../support/plugin-host.ts'

const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')).trim()
const minute = 60_000
/** This machine must have been up for longer than an agent may be silent. */
const upMs = () => uptime() * 1_000
const tooYoung = upMs() < 6 * minute
const conf = (name: string, type: string) => ({ cniVersion: '1.0.0', name, type })
const gone = () => ({ at: Date.now() - 6 * minute, boot, upMs: upMs() - 6 * minute })

/** A host without an agent, with networks a, b and c in its conf dir, and these members in the agent's last word. */
async function hostWith(executable: PluginExecutable, lastGood: object | null): Promise<PluginHost> {
  const host = await PluginHost.open(executable)
  await host.agent[Symbol.asyncDispose]()
  for (const name of ['a', 'b', 'c']) await host.setConf(`10-${name}.conf`, conf(name, name))
  await mkdir(host.stateDir)
  const file = join(host.stateDir, 'last-good.json')
  if (lastGood !== null)
    await writeFile(file, JSON.stringify({ version: 1, order: ['c', 'b', 'a'], ...lastGood }))
  return host
}

const asking = (host: PluginHost, annotations?: object, members: object = {}): CallOptions => ({
  conf: {
    genie: { confDir: join(host.directory, 'net.d') },
    ...(annotations && { runtimeConfig: { 'io.kubernetes.cri.pod-annotations': annotations } }),
    ...members,
  },
})

async function timed(host: PluginHost, options: CallOptions) {
  const begunAt = performance.now()
  return { ...(await host.call('ADD', options)), tookMs: performance.now() - begunAt }
}

describe.each(pluginExecutables)('$name', (executable) => {
  test.each<[string, object]>([
    ['is observed', { at: Date.now(), namespaces: { ns: 'observe' } }],
    ['belongs to an agent that observes', { at: Date.now(), mode: 'observe' }],
  ])('a pod whose namespace %s gets the default network, whatever its annotations', async (_, lastGood) => {
    for (const annotations of [
      undefined,
      { cni: 'c' },
      { cni: '' },
      { networks: 'n' },
      { 'k8s.v1.cni.cncf.io/networks': 'storage' },
    ]) {
      await using host = await hostWith(executable, { ...lastGood, default: 'b' })
      const options = asking(host, annotations, { default_plugin: 'a' })
      expect(await host.call('ADD', options)).toMatchObject({ status: 0 })
      expect(await host.delegates.order()).toEqual(['ADD b eth0'])
      expect(await host.record()).toMatchObject({ agent: 'away', decision: null })
    }
  })

  test('a namespace that was promoted gets what it asks for, though the agent observes', async () => {
    await using host = await hostWith(executable, { mode: 'observe', namespaces: { ns: 'attach' } })
    expect(await host.call('ADD', asking(host, { cni: '' }))).toMatchObject({ status: 0 })
    expect(await host.delegates.order()).toEqual(['ADD c eth0'])
  })

  describe.skipIf(tooYoung)(
    `without an agent for good${tooYoung ? ' (skipped: this machine has only just been started)' : ''}`,
    () => {
      test.each<[string, object | undefined, object, string]>([
        ['gives no annotations gets the default network', undefined, {}, 'ADD b eth0'],
        ['says that there are none gets the default network', {}, {}, 'ADD b eth0'],
        ['says that it names one gets it', { cni: 'a' }, {}, 'ADD a eth0'],
        ['says that it is free gets what was best', { cni: '' }, {}, 'ADD c eth0'],
        ['gives none gets what our conf says', undefined, { default_plugin: 'a' }, 'ADD a eth0'],
        [
          'gives none gets the default, our conf naming one that is gone',
          undefined,
          { default_plugin: 'x' },
          'ADD b eth0',
        ],
      ])('a pod whose runtime %s at once, and this is told', async (_, annotations, members, added) => {
        await using host = await hostWith(executable, { ...gone(), default: 'b' })
        const outcome = await timed(host, asking(host, annotations, members))
        expect(outcome).toMatchObject({ status: 0 })
        expect(outcome.stderr).toMatch(
          /^genie: Cannot ask the agent at \S+ .* it is gone for good, .* 6 minutes old: install genie-agent again.*; until then it is attached to \w@eth0\n$/,
        )
        expect(await host.delegates.order()).toEqual([added])
        expect(await host.record()).toMatchObject({ agent: 'gone' })
        expect(await host.call('DEL')).toMatchObject({ status: 0 })
        if (executable.name === 'dist/genie') expect(outcome.tookMs).toBeLessThan(700)
      })

      test('a conf dir that has lost the default network gives the next one', async () => {
        await using host = await hostWith(executable, { ...gone(), default: 'x' })
        expect(await host.call('ADD', asking(host))).toMatchObject({ status: 0 })
        expect(await host.delegates.order()).toEqual(['ADD a eth0'])
      })

      test('a pod that only the agent could serve is refused, and is told that there is none any more', async () => {
        await using host = await hostWith(executable, gone())
        const outcome = await host.call('ADD', asking(host, { networks: 'n1' }))
        expect(outcome).toMatchObject({
          status: 1,
          answer: { code: 11, details: "without it nobody can fulfil the pod's annotation networks" },
        })
        expect(outcome.stdout).toContain('it is gone for good')
        expect(await host.delegates.order()).toEqual([])
      })

      test('STATUS is ready with the default network, and says what is missing', async () => {
        await using host = await hostWith(executable, { ...gone(), default: 'b' })
        const latest = { cniVersion: '1.1.0' }
        await host.setConf('10-b.conf', { ...conf('b', 'b'), ...latest })
        const outcome = await host.call('STATUS', asking(host, undefined, latest))
        expect(outcome).toMatchObject({ status: 0, stdout: '' })
        expect(outcome.stderr).toContain('is gone for good, pods get the default network')
        expect(await host.delegates.order()).toEqual(['STATUS b '])
      })
    },
  )

  test.each<[string, object | null]>([
    ['never said a word', null],
    ['spoke a minute ago', { at: Date.now() - minute }],
    [
      'spoke a minute ago, by a clock that has jumped since',
      { at: 1, boot, upMs: Math.max(0, upMs() - minute) },
    ],
    ['said no time', {}],
  ])(
    'an agent that %s is waited for, and only it can serve a pod without annotations',
    async (_, lastGood) => {
      await using host = await hostWith(executable, lastGood)
      const outcome = await timed(host, asking(host))
      expect(outcome).toMatchObject({ status: 1, answer: { code: 11 } })
      expect(outcome.stdout).not.toContain('for good')
      expect(outcome.tookMs).toBeGreaterThan(900)
      expect(await host.delegates.order()).toEqual([])
    },
  )
})
