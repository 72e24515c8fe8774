import { mkdtempDisposable, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { JournalReader } from '../../collector/journal/journal-reader.ts'
import { createLogger } from '../../service-kit/logger.ts'

test('a file of the journal that cannot be used is said once, however it fails', async () => {
  await using directory = await mkdtempDisposable(join(tmpdir(), 'genie-journal-'))
  const lines: string[] = []
  const logger = createLogger('warn', { write: (line: string) => void lines.push(line) })
  const reader = new JournalReader(directory.path, logger)
  await writeFile(join(directory.path, 'damaged@eth0.json'), '{"no": "record"}\n')
  await symlink('endless@eth0.json', join(directory.path, 'endless@eth0.json'))
  for (let round = 0; round < 3; round += 1) expect(await reader.read()).toEqual([])
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    "Cannot use the journal's damaged@eth0.json: its attachments are not counted",
    "Cannot use the journal's endless@eth0.json: its attachments are not counted",
  ])
})
