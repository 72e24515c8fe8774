import { join } from 'node:path'
import { bundleProgram } from '../../service-kit/build/bundle-program.ts'

/** One package is native, one reads its pages from its own directory, one few clusters need. */
const external = ['better-sqlite3', '@fastify/swagger-ui', '@kubernetes/client-node']

const root = join(import.meta.dirname, '../..')
const bytes = await bundleProgram({ root, room: 'agent', external })
process.stdout.write(`${join(root, 'dist/agent/main.mjs')}: ${(bytes / 1e6).toFixed(1)} MB in all\n`)
