import { readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { runTool } from './run-tool.ts'

/** Of the text that the image begins with (`image.h`), which is in the executable once. */
const markBytes = 32

/** Has an executable load its program, and puts into it what is in its memory then: see `start.c`. */
export async function keepImage(executable: string): Promise<void> {
  const file = `${executable}.image`
  await runTool(executable, [file], dirname(executable))
  const [bytes, image] = await Promise.all([readFile(executable), readFile(file)])
  image.copy(bytes, bytes.indexOf(image.subarray(0, markBytes)))
  await writeFile(executable, bytes)
}
