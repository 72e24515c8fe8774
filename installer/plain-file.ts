import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

/** No plugin and no conf is larger. */
const limitBytes = 64 * 1024 * 1024

/**
 * The bytes of a file, or null if there is none.
 * @throws {Error} for a link, and for anything else that is no file
 */
export async function readPlainFile(path: string): Promise<Buffer | null> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    (error: unknown) => {
      const code = (error as NodeJS.ErrnoException).code
      if (code === 'ENOENT') return null
      if (code === 'ELOOP')
        throw new Error(`Cannot use ${path} as it is a link: put the file itself there, or remove it`)
      throw error
    },
  )
  if (handle === null) return null
  try {
    const { size } = await handle.stat().then((found) => {
      if (found.isFile()) return found
      throw new Error(`Cannot use ${path} as it is no file: remove it`)
    })
    if (size > limitBytes) throw new Error(`Cannot use ${path} as it is larger than ${limitBytes} bytes`)
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}
