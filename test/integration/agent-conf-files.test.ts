import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readConfFiles } from '../../agent/node-facts/read-conf-files.ts'

const conf = (name: string, type: string) => JSON.stringify({ cniVersion: '1.0.0', name, type })

test('readConfFiles() tells every file in the order of the runtime, with what keeps it from being used', () => {
  const directory = mkdtempSync(join(tmpdir(), 'genie-conf-files-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  writeFileSync(join(directory, '00-genie.conf'), conf('genie', 'genie'))
  writeFileSync(join(directory, '20-weave.conf'), conf('weave', 'weave'))
  writeFileSync(join(directory, '10-calico.conf'), conf('calico', 'calico'))
  writeFileSync(join(directory, '05-broken.conf'), '{')
  writeFileSync(join(directory, 'README'), 'not a conf')
  writeFileSync(join(directory, 'calico'), 'an executable')
  const files = readConfFiles(directory, directory)
  expect(files.map(({ file, kind, network, missingPlugin }) => [file, kind, network, missingPlugin])).toEqual(
    [
      ['00-genie.conf', 'own', null, null],
      ['05-broken.conf', 'fault', null, null],
      ['10-calico.conf', 'network', 'calico', null],
      ['20-weave.conf', 'network', 'weave', 'weave'],
    ],
  )
  expect(files[1]?.fault).toContain('05-broken.conf')
})
