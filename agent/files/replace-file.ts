import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Puts a file that only we can read into a directory (made if it is missing) in the place of what has its name, by
 * temporary file and rename: nobody ever reads half of it, and a full disk leaves the old one. What stands at the
 * temporary file's name is removed, not followed. Nothing is synced: after a power cut an older file or none is there.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { mode: 0o700 }).catch(ignoreExisting)
  const temporary = `${path}.tmp`
  await rm(temporary, { force: true })
  try {
    await writeFile(temporary, text, { mode: 0o600, flag: 'wx' })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
}

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
}
