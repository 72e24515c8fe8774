import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readFileItself } from '../platform/node/files.ts'
import { PlatformError } from '../platform/platform.ts'
import { removeIfRetired } from './remove-if-retired.ts'

const active = JSON.stringify({ type: 'genie' })
const retired = JSON.stringify({ type: 'genie', genie: { retired: true } })

let directory: string
let path: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'genie-retired-'))
  path = join(directory, '00-genie.conf')
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

/** Real files; `before` happens at the last moment before one is renamed. */
const files = (before: (to: string) => void = () => undefined) => ({
  readFileItself,
  rename: (from: string, to: string) => {
    before(to)
    if (!existsSync(from)) throw new PlatformError('ENOENT', `no ${from}`)
    renameSync(from, to)
  },
  remove: (file: string) => {
    rmSync(file)
  },
  exists: existsSync,
})

test('removeIfRetired() removes what is retired', () => {
  writeFileSync(path, retired)
  removeIfRetired(files(), path)
  expect(readdirSync(directory)).toEqual([])
})

test('removeIfRetired() leaves what is in force, and what is not there', () => {
  removeIfRetired(files(), path)
  writeFileSync(path, active)
  removeIfRetired(files(), path)
  expect(readFileSync(path, 'utf8')).toBe(active)
})

test('removeIfRetired() gives back the conf of an installation that came in between', () => {
  writeFileSync(path, retired)
  const install = (to: string) => {
    if (to !== path) writeFileSync(path, active)
  }
  removeIfRetired(files(install), path)
  expect([readdirSync(directory), readFileSync(path, 'utf8')]).toEqual([['00-genie.conf'], active])
})

test('removeIfRetired() is content if somebody else was faster', () => {
  writeFileSync(path, retired)
  removeIfRetired(
    files(() => {
      rmSync(path)
    }),
    path,
  )
  expect(readdirSync(directory)).toEqual([])
})
