import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ManifestDir } from '../../agent/manifests/manifest-dir.ts'
import { createLogger } from '../../service-kit/logger.ts'

let directory: string
let dir: ManifestDir
let log: string[]

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'genie-manifest-dir-'))
  log = []
  const destination = { write: (line: string) => log.push((JSON.parse(line) as { msg: string }).msg) }
  dir = new ManifestDir(directory, createLogger('warn', destination))
})

afterEach(() => rmSync(directory, { recursive: true, force: true }))

const put = (file: string, ...names: readonly string[]) =>
  writeFileSync(
    join(directory, file),
    names.map((name) => JSON.stringify({ kind: 'Net', metadata: { name } })).join('\n---\n'),
  )
const names = () => dir.all().map(({ name }) => name)

test('ManifestDir gives the manifests in the order of files and documents, and follows every change', () => {
  put('b.yaml', 'b1', 'b2')
  put('a.json', 'a')
  expect(names()).toEqual(['a', 'b1', 'b2'])
  put('b.yaml', 'other')
  expect(names()).toEqual(['a', 'other'])
  put('.new', 'fresh')
  renameSync(join(directory, '.new'), join(directory, 'b.yaml'))
  expect(names()).toEqual(['a', 'fresh'])
  rmSync(join(directory, 'a.json'))
  expect(names()).toEqual(['fresh'])
})

test('ManifestDir passes over hidden files, other files, directories and links that lead nowhere', () => {
  put('.hidden.yaml', 'hidden')
  put('notes.txt', 'notes')
  mkdirSync(join(directory, 'folder.yaml'))
  symlinkSync('nowhere', join(directory, 'link.yaml'))
  symlinkSync('loop.yaml', join(directory, 'loop.yaml'))
  expect([names(), log]).toEqual([[], []])
})

test('ManifestDir tells once of what it cannot use, and uses the rest', () => {
  put('a.yaml', 'a')
  writeFileSync(join(directory, 'big.yaml'), ' '.repeat(1_048_577))
  writeFileSync(join(directory, 'broken.yaml'), 'kind: [')
  writeFileSync(join(directory, 'half.yaml'), 'kind: 1\n---\nkind: 2\n---\nkind: Net\nmetadata: {name: h}')
  expect([names(), names()]).toEqual([
    ['a', 'h'],
    ['a', 'h'],
  ])
  expect(log).toEqual([
    `Cannot use all of ${directory}/big.yaml: it is larger than 1048576 bytes`,
    expect.stringContaining(`Cannot use all of ${directory}/broken.yaml: Flow sequence`),
    `Cannot use all of ${directory}/half.yaml: a document is no manifest: / must have required properties metadata, and 1 more`,
  ])
})

test('ManifestDir outlives its directory, and tells once that it has gone', () => {
  put('a.yaml', 'a')
  rmSync(directory, { recursive: true })
  expect([names(), names(), log.length]).toEqual([[], [], 1])
  mkdirSync(directory)
  put('a.yaml', 'a')
  expect(names()).toEqual(['a'])
})

test('a view of a ManifestDir parses each manifest once, and tells once of one that is wrong', () => {
  const parsed: string[] = []
  const view = dir.view(({ kind, name }) => {
    parsed.push(name)
    if (name === 'bad') throw new Error('it is bad')
    return kind === 'Net' && name !== 'other' ? { name } : undefined
  })
  put('a.yaml', 'a', 'bad', 'other')
  const before = view()
  expect(before).toEqual([{ name: 'a' }])
  expect(view()).toBe(before)
  put('b.yaml', 'b')
  expect(view()).toEqual([{ name: 'a' }, { name: 'b' }])
  expect([parsed, log]).toEqual([
    ['a', 'bad', 'other', 'b'],
    [`Cannot use Net default/bad of ${directory}: it is bad`],
  ])
})
