import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

/** The page as it is built, in a directory of its own that is removed at the end. */
export interface BuiltPage extends AsyncDisposable {
  readonly directory: string
}

/** Builds the page as `npm run build:web` does. */
export async function buildPage(): Promise<BuiltPage> {
  const directory = await mkdtemp(join(tmpdir(), 'genie-web-'))
  const root = join(import.meta.dirname, '../../../web')
  await build({ root, logLevel: 'silent', build: { outDir: directory } })
  return { directory, [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }) }
}
