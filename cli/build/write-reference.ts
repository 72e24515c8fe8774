import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commands } from '../command/command-table.ts'
import { referencePage } from '../command/reference-page.ts'

const page = join(import.meta.dirname, '../../docs/kubectl-genie.md')
writeFileSync(page, referencePage(commands))
process.stdout.write(`${page}\n`)
