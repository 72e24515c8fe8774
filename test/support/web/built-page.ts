import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '../../..')
const shelf = join(root, 'node_modules/.cache/genie-tests/pages')

/**
 * The directory of the page as `npm run build:web` makes it, with a manifest of its files. It is built once for what the page
 * is made of now, whoever asks first, and is not the tests' to write into.
 */
export async function builtPage(): Promise<string> {
  const digest = digestOfSources()
  const directory = join(shelf, digest)
  if (existsSync(directory)) return directory
  await mkdir(shelf, { recursive: true })
  const before = (await readdir(shelf)).filter((name) => !name.startsWith('genie-') && name !== digest)
  const made = await mkdtemp(join(shelf, 'genie-'))
  await build({ root: join(root, 'web'), logLevel: 'silent', build: { outDir: made, manifest: true } })
  // Whoever asked at the same time may have been faster: theirs is the same.
  await rename(made, directory).catch(() => rm(made, { recursive: true }))
  for (const stale of before) await rm(join(shelf, stale), { recursive: true, force: true })
  return directory
}

function digestOfSources(): string {
  const digest = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  const sources = readdirSync(join(root, 'web'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
  for (const source of sources) digest.update(`${source}\n`).update(readFileSync(source))
  return digest.digest('hex').slice(0, 16)
}
