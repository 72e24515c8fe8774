import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One numbered step of a schema. */
export interface Migration {
  readonly number: number
  readonly name: string
  /** SHA-256 of the file, in hex: a step that was applied must never change. */
  readonly checksum: string
  readonly sql: string
}

/**
 * The steps in a folder of `0001-name.sql` files, in order; other files are left alone.
 * @throws {Error} if the numbers are not 1, 2, 3 ...
 */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name, index) => {
      const number = Number(name.slice(0, 4))
      if (number !== index + 1)
        throw new Error(
          `Cannot use the migrations in ${folder} as ${name} should have the number ${index + 1}`,
        )
      const sql = await readFile(join(folder, name), 'utf8')
      return { number, name, checksum: createHash('sha256').update(sql).digest('hex'), sql }
    }),
  )
}
