import { join } from 'node:path'
import { buildArchive } from './build-archive.ts'

const root = join(import.meta.dirname, '../..')
const output = join(root, 'dist/kubectl-genie')
const bytes = await buildArchive(root, output)
process.stdout.write(`${output}: ${(bytes / 1e3).toFixed(0)} kB, kubectl genie for Node 22 and newer\n`)
