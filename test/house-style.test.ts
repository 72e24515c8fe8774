import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(file))
const sources = files.filter((file) => /\.(tsx?|c|h|mjs)$/.test(file) && !file.startsWith('test/fixtures/'))
const product = sources.filter((file) => !/(\.test\.tsx?$|^test\/)/.test(file))
const rooms = [...new Set(product.map((file) => file.split('/')[0] ?? ''))].filter(
  (room) => !room.includes('.'),
)

const text = new Map(sources.map((file) => [file, readFileSync(file, 'utf8')]))
const linesOf = (file: string) => (text.get(file) ?? '').trimEnd().split('\n')
const matching = (list: readonly string[], pattern: RegExp) =>
  list.flatMap((file) =>
    linesOf(file).flatMap((line, index) =>
      pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [],
    ),
  )

describe('the house style', () => {
  test('a file can be read in one sitting: 300 lines at most, half of them under 100', () => {
    expect(sources.filter((file) => linesOf(file).length > 300)).toEqual([])
    const lengths = product.map((file) => linesOf(file).length).sort((one, other) => one - other)
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(100)
  })

  test('a path says what a file is for, in kebab-case', () => {
    const names = sources.flatMap((file) => file.replace(/\.(test|d)?\.?\w+$/, '').split('/'))
    expect(names.filter((name) => !/^\.?[a-z0-9]+([-.][a-z0-9]+)*$/.test(name))).toEqual([])
    expect(names.filter((name) => /^(utils?|helpers?|common|misc|manager)$/.test(name))).toEqual([])
  })

  test('every room has a README of a page at most', () => {
    expect(rooms.filter((room) => !existsSync(`${room}/README.md`))).toEqual([])
    expect(rooms.filter((room) => readFileSync(`${room}/README.md`, 'utf8').split('\n').length > 70)).toEqual(
      [],
    )
  })

  test('a main.ts only starts things: 40 lines at most', () => {
    expect(product.filter((file) => basename(file) === 'main.ts' && linesOf(file).length > 40)).toEqual([])
  })

  test('every export says what its name cannot', () => {
    const bare = product
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap((file) => {
        const lines = linesOf(file)
        return lines.flatMap((line, index) => {
          const exported =
            /^export (declare |default )?(async )?(function|class|const|interface|type) \*?(\w+)/.exec(line)
          if (!exported || /= Static<typeof \w+>$/.test(line)) return []
          return (lines[index - 1] ?? '').trimEnd().endsWith('*/') ? [] : [`${file}: ${exported[4] ?? ''}`]
        })
      })
    expect(bare).toEqual([])
  })

  test('nothing is left open, silenced or untyped', () => {
    expect(
      matching(
        product,
        /\b(TODO|FIXME|XXX)\b|@ts-(ignore|nocheck|expect-error)|eslint-disable|\bas any\b|: any\b/,
      ),
    ).toEqual([])
  })

  test('tests run against the real thing, wait for nothing blindly and are never switched off', () => {
    const tests = sources.filter((file) => file.endsWith('.test.ts') && file !== 'test/house-style.test.ts')
    expect(matching(tests, /\bvi\.mock\(|\b(it|test|describe)\.(only|todo|skip)\(|expect\(true\)/)).toEqual(
      [],
    )
  })
})
