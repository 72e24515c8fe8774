import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commands } from './command-table.ts'
import { parseCommandLine } from './parse-command-line.ts'
import { UsageFault } from './usage-fault.ts'

const parse = (line: string) => parseCommandLine(line === '' ? [] : line.split(' '), commands)

test('parseCommandLine() takes flags anywhere, and the last of two', () => {
  const { command, argument, flags } = parse('-n one why web --output=json -n two')
  expect([command?.name, argument, flags.text('namespace'), flags.text('output'), flags.isOn('all')]).toEqual(
    ['why', 'web', 'two', 'json', false],
  )
})

test('parseCommandLine() of nothing is no command, and --help needs no argument', () => {
  expect(parse('').command).toBeNull()
  expect(parse('why -h').flags.isOn('help')).toBe(true)
})

test.each([
  ['nteworks', 'Cannot find the command nteworks: did you mean networks'],
  ['xyz', 'Cannot find the command xyz: see kubectl genie --help'],
  ['why web --al', 'Cannot find the flag --al of why: did you mean --all'],
  ['why web --zzzzzz', 'Cannot find the flag --zzzzzz of why: see kubectl genie why --help'],
  ['version --node a', 'Cannot find the flag --node of version: see kubectl genie version --help'],
  ['why', 'Cannot run why without POD: write kubectl genie why POD'],
  ['why a b', 'Cannot use b: see kubectl genie why --help'],
  ['networks a', 'Cannot use a: see kubectl genie networks --help'],
  ['networks -o xml', 'Cannot read -o xml: it can be wide, json, yaml, name'],
  ['networks --node', 'Cannot read --node without a value: write --node NAME'],
  ['networks --watch=maybe', 'Cannot read --watch=maybe: the flag takes no value'],
  ['completion tcsh', 'Cannot run completion tcsh: it can be bash, zsh, fish, install'],
])('parseCommandLine() of "%s" says: %s', (line, sentence) => {
  expect(() => parse(line)).toThrow(new UsageFault(sentence))
})

test('parseCommandLine() reads any words, or refuses them in one sentence', () => {
  const word = fc.oneof(
    fc.constantFrom('why', 'networks', '-n', '--node', '--', '-o', 'json', '--watch'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      try {
        parseCommandLine(words, commands)
      } catch (error) {
        expect(error).toBeInstanceOf(UsageFault)
      }
    }),
  )
})
