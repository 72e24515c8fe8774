import type { Migration } from './read-migrations.ts'

/** A step that a database says it has gone through. */
export interface AppliedMigration {
  readonly number: number
  readonly name: string
  readonly checksum: string
}

/**
 * The steps that a database has yet to go through.
 * @throws {Error} if it is newer than this program, or went through a step that has changed since
 */
export function pendingMigrations(
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
  database: string,
): readonly Migration[] {
  for (const step of applied) {
    const ours = known[step.number - 1]
    if (ours === undefined)
      throw new Error(
        `Cannot open ${database} as its schema has step ${step.name} and this program knows steps up to ${known.length}: start the newer program, or move the database away`,
      )
    if (ours.checksum !== step.checksum)
      throw new Error(
        `Cannot open ${database} as it was made with another ${step.name} than this program's: start the program that made it, or move the database away`,
      )
  }
  return known.slice(applied.length)
}
