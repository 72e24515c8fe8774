import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { chartDir } from '../render/read-chart.ts'
import { generatedFiles } from './generated-files.ts'
import { installManifest } from './install-manifest.ts'

for (const [name, text] of Object.entries(generatedFiles())) {
  const path = join(chartDir, name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}
await writeFile(join(chartDir, '../install.yaml'), await installManifest())
