import { mkdtempSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { moduleSys } from '../../cni-plugin/build/module-sys.ts'
import { buildExecutable } from '../../quickjs/build/build-executable.ts'
import { CannotBuild } from '../../quickjs/build/cannot-build.ts'
import { planned, PluginHost } from '../support/plugin-host.ts'

const root = join(import.meta.dirname, '../..')
const builds = mkdtempSync(join(tmpdir(), 'genie-chaos-'))
afterAll(() => rm(builds, { recursive: true }))

const genie = { name: 'genie', command: [join(builds, 'genie')] as const, crowd: 20 }
const missing = await buildExecutable({
  entry: join(root, 'cni-plugin/platform/quickjs/main.ts'),
  module: moduleSys,
  output: genie.command[0],
  cache: join(root, '.cache/quickjs'),
  sanitize: false,
  env: process.env,
}).then(
  () => undefined,
  (fault: unknown) => {
    if (fault instanceof CannotBuild) return fault.message
    throw fault
  },
)

const rounds = 40
const signalledAfterMs = (round: number) => (round * 2) % 40

/** Takes a lease in two steps, as host-local does, and gives back what bears its name inside. */
const takeLease = `
lease="$here/../leases/$CNI_CONTAINERID"
: > "$lease"; sleep 0.01; echo "$CNI_CONTAINERID" > "$lease"
echo '{"cniVersion":"1.0.0","interfaces":[],"ips":[]}'
`
const returnWhole = 'grep -rl "$CNI_CONTAINERID" "$here/../leases" | xargs -r rm\n'
const returnAny = 'rm -f "$here/../leases/$CNI_CONTAINERID"\n'

describe.skipIf(missing)(`the plugin under fire ${missing ?? ''}`, () => {
  test('SIGTERM at any moment leaves either the attachment or nothing', { timeout: 60_000 }, async () => {
    await using host = await hostWithLeases(returnWhole)
    const faults: unknown[] = []
    for (let round = 0; round < rounds; round++) {
      const { status, stdout } = await attachSignalled(host, 'SIGTERM', signalledAfterMs(round))
      const after = { leases: await leasesOf(host), state: (await host.record())?.state ?? null }
      const right = status === 0 ? { leases: ['c1'], state: 'done' } : { leases: [], state: null }
      if (JSON.stringify(after) !== JSON.stringify(right)) faults.push({ round, status, stdout, after })
      await host.call('DEL')
    }
    expect([faults, await leasesOf(host)]).toEqual([[], []])
  })

  test('SIGKILL at any moment leaves nothing that DEL does not find', { timeout: 60_000 }, async () => {
    await using host = await hostWithLeases(returnAny)
    const faults: unknown[] = []
    for (let round = 0; round < rounds; round++) {
      await attachSignalled(host, 'SIGKILL', signalledAfterMs(round))
      const { status } = await host.call('DEL')
      const after = { status, leases: await leasesOf(host), record: await host.record() }
      if (status !== 0 || after.leases.length > 0 || after.record !== null) faults.push({ round, after })
    }
    expect(faults).toEqual([])
  })
})

async function hostWithLeases(returnLease: string): Promise<PluginHost> {
  const host = await PluginHost.open(genie)
  await mkdir(join(host.directory, 'leases'))
  await host.delegates.tell('a', 'ADD', takeLease)
  await host.delegates.tell('a', 'DEL', returnLease)
  host.plan(planned('net', 'eth0', ['a']))
  return host
}

async function attachSignalled(host: PluginHost, signal: NodeJS.Signals, afterMs: number) {
  const child = host.start('ADD')
  const timer = setTimeout(() => child.kill(signal), afterMs)
  const outcome = await PluginHost.outcomeOf(child)
  clearTimeout(timer)
  return outcome
}

async function leasesOf(host: PluginHost): Promise<string[]> {
  return await readdir(join(host.directory, 'leases'))
}
