import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { PluginExecutable } from './plugin-executables.ts'

const path = join(import.meta.dirname, '../../dist/genie')

/** What users install. */
export const product: PluginExecutable = { name: 'dist/genie', command: [path], crowd: 20 }

/**
 * Why it cannot be tested here, as words for the name of a suite; empty if it can. Where QuickJS cannot be built it is a
 * script that starts Node.
 */
export const noProduct = existsSync(path) && isElf() ? '' : ' (skipped: dist/genie is not built from QuickJS)'

function isElf(): boolean {
  const start = Buffer.alloc(4)
  const file = openSync(path, 'r')
  try {
    readSync(file, start)
  } finally {
    closeSync(file)
  }
  return start.toString('latin1') === '\x7fELF'
}
