import { join } from 'node:path'
import { bundleProgram } from '../../service-kit/build/bundle-program.ts'

const root = join(import.meta.dirname, '../..')
const bytes = await bundleProgram({ root, room: 'prober' })
process.stdout.write(`${join(root, 'dist/prober/main.mjs')}: ${(bytes / 1e6).toFixed(1)} MB in all\n`)
