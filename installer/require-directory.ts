import { stat } from 'node:fs/promises'

/** @throws {Error} one sentence, if it is no directory */
export async function requireDirectory(path: string, setting: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (found?.isDirectory() !== true)
    throw new Error(
      `Cannot install into ${path} as it is no directory: set ${setting} to the one that the runtime uses, or create it`,
    )
}
