import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commands } from './command-table.ts'
import type { FlagSpec } from './command.ts'
import { commandHelp, programHelp } from './help-text.ts'
import { flagsOf, parseCommandLine } from './parse-command-line.ts'
import { referencePage } from './reference-page.ts'

test('the page of the documentation is what the table of commands says (npm run docs:cli)', () => {
  expect(readFileSync('docs/kubectl-genie.md', 'utf8')).toBe(referencePage(commands))
})

test.each(commands.map((command) => [command.name, command] as const))(
  'every example of %s can be read, and the help shows it',
  (name, command) => {
    const help = commandHelp(command)
    expect(command.examples.length).toBeGreaterThan(0)
    for (const { line } of command.examples) {
      expect(help).toContain(line)
      const words = line.replace(/^source <\(|\)$|\s+>.*$/g, '').split(' ')
      expect(words.slice(0, 2)).toEqual(['kubectl', 'genie'])
      expect(parseCommandLine(words.slice(2), commands).command?.name).toBe(name)
    }
  },
)

test.each(commands.map((command) => [command.name, command] as const))(
  '%s can be loaded',
  async (_name, { load }) => {
    expect(await load()).toBeTypeOf('function')
  },
)

test('a flag means one thing in all commands: same type, same letter', () => {
  const seen = new Map<string, FlagSpec>()
  for (const command of commands)
    for (const [name, flag] of Object.entries(flagsOf(command))) {
      const { type, short } = seen.get(name) ?? flag
      expect({ name, type: flag.type, short: flag.short }).toEqual({ name, type, short })
      seen.set(name, flag)
    }
  const letters = [...seen.values()].flatMap(({ short }) => short ?? [])
  expect(letters.length).toBe(new Set(letters).size)
})

test('the help of the program names every command', () => {
  for (const { name, summary } of commands)
    expect(programHelp(commands)).toContain(`${name.padEnd(12)} ${summary}`)
})
