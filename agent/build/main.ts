import { join } from 'node:path'
import { bundleAgent } from './bundle-agent.ts'

const root = join(import.meta.dirname, '../..')
const bytes = await bundleAgent(root)
process.stdout.write(`${join(root, 'dist/agent/main.mjs')}: ${(bytes / 1e6).toFixed(1)} MB in all\n`)
