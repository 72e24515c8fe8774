import { randomBytes } from 'node:crypto'
import { chmod, chown, lstat, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** A file that is to be there. */
export interface PlacedFile {
  readonly path: string
  readonly content: Uint8Array
  /** Of a new one; one that is replaced hands on its own mode and owner. */
  readonly mode: number
  /** Looks at the finished file before it gets its name, and throws if it must not. */
  readonly check?: (temp: string) => Promise<void>
}

const mark = '.genie-installing-'

/**
 * Puts a file in its place in one step: whoever opens the path has the old one or the new one, whole, also after a
 * power cut, and a program that runs keeps the file that it was started from. A link in its place is replaced, and
 * never followed.
 */
export async function placeFile({ path, content, mode, check }: PlacedFile): Promise<void> {
  const directory = dirname(path)
  await removeLeftOver(directory, basename(path))
  const temp = join(directory, `${mark}${basename(path)}-${randomBytes(6).toString('hex')}`)
  try {
    await write(temp, content, await modeAndOwner(path, mode))
    await check?.(temp)
    await rename(temp, path)
  } catch (error) {
    await rm(temp, { force: true })
    throw error
  }
  await syncDirectory(directory)
}

/** Makes a change of names in a directory last. */
export async function syncDirectory(directory: string): Promise<void> {
  await using handle = await open(directory, 'r')
  await handle.sync()
}

interface ModeAndOwner {
  readonly mode: number
  readonly owner?: { readonly uid: number; readonly gid: number }
}

async function modeAndOwner(path: string, mode: number): Promise<ModeAndOwner> {
  const old = await lstat(path).catch(() => null)
  if (old === null || !old.isFile()) return { mode }
  return { mode: (old.mode & 0o777) | (mode & 0o111), owner: { uid: old.uid, gid: old.gid } }
}

async function write(temp: string, content: Uint8Array, { mode, owner }: ModeAndOwner): Promise<void> {
  {
    await using handle = await open(temp, 'wx', 0o600)
    await handle.writeFile(content)
    await handle.sync()
  }
  if (owner !== undefined) await chown(temp, owner.uid, owner.gid)
  await chmod(temp, mode)
}

/** What an installer that was killed has left. */
async function removeLeftOver(directory: string, name: string): Promise<void> {
  const files = await readdir(directory)
  for (const file of files.filter((each) => each.startsWith(`${mark}${name}-`)))
    await rm(join(directory, file), { force: true })
}
