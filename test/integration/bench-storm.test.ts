import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { callPlugin } from '../../bench/storm/call-plugin.ts'
import { remainsOf } from '../../bench/storm/remains.ts'
import { labPathsOf } from '../../lab/lab-home.ts'

const directory = mkdtempSync(join(tmpdir(), 'genie-bench-storm-'))
afterAll(() => rmSync(directory, { recursive: true }))

const call = (script: string, killAfterMs: number | null = null) => {
  const plugin = join(directory, 'plugin')
  writeFileSync(plugin, `#!/bin/sh\n${script}\n`)
  chmodSync(plugin, 0o755)
  return callPlugin({ command: [plugin], env: {}, stdin: '{"name":"genie"}', killAfterMs })
}

test('callPlugin() gives what a plugin answers to its stdin', async () => {
  expect(await call('cat')).toMatchObject({ fault: null, stdout: '{"name":"genie"}' })
})

test.each([
  ['its code', `echo '{"code":11,"msg":"later"}'; exit 1`, '11'],
  ['no code in its answer', 'echo oops; exit 1', 'no answer'],
  ['no answer at all', 'kill -SEGV $$', 'no answer'],
])('callPlugin() tells a failure by %s', async (_, script, fault) => {
  expect(await call(script)).toMatchObject({ fault })
})

test('callPlugin() kills a plugin in the middle', async () => {
  expect(await call('read -r _; exec /bin/sleep 20', 20)).toMatchObject({ fault: 'killed', stdout: '' })
})

test('remainsOf() finds the journal files and addresses of one container, and of no other', async () => {
  const paths = { ...labPathsOf('unused'), stateDir: directory, ipamDir: join(directory, 'ipam') }
  const network = join(paths.ipamDir, 'bridge-40m')
  for (const path of [network, join(directory, 'journal')]) mkdirSync(path, { recursive: true })
  for (const name of ['c1@eth0.json', 'c10@eth0.json']) writeFileSync(join(directory, 'journal', name), '')
  writeFileSync(join(network, '10.0.0.2'), 'c1\r\neth0')
  writeFileSync(join(network, '10.0.0.3'), 'c2\r\neth0')
  writeFileSync(join(network, 'last_reserved_ip.0'), '10.0.0.3')
  expect(await remainsOf(paths, 'c1')).toEqual(['journal file c1@eth0.json', 'address 10.0.0.2'])
  expect(await remainsOf(paths, 'c2')).toEqual(['address 10.0.0.3'])
  expect(await remainsOf(paths, 'c3')).toEqual([])
})
