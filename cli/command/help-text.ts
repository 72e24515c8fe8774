import { exitCodes } from '../exit-codes.ts'
import type { Command, FlagSpec } from './command.ts'
import { clusterFlags } from './cluster-flags.ts'
import { flagsOf } from './parse-command-line.ts'

const indent = '  '

/** What `kubectl genie --help` says. */
export function programHelp(commands: readonly Command[]): string {
  return sections([
    ['', ['Which network a pod gets, why, and whether all is well.']],
    ['Usage:', [`${indent}kubectl genie COMMAND [flags]`]],
    ['Commands:', columns(commands.map(({ name, summary }) => [name, summary]))],
    ['Exit codes:', columns(Object.values(exitCodes).map(({ code, means }) => [String(code), means]))],
    ['', ['kubectl genie COMMAND --help shows the flags of a command, with examples.']],
  ])
}

/** What `kubectl genie COMMAND --help` says. */
export function commandHelp(command: Command): string {
  const own = Object.entries(command.flags)
  const common = Object.entries(flagsOf(command)).filter(([name]) => !(name in command.flags))
  return sections([
    ['', wrapped(command.description)],
    ['Usage:', [`${indent}${usageLine(command)}`]],
    ['Examples:', command.examples.flatMap(({ line, does }) => [`${indent}# ${does}`, `${indent}${line}`])],
    [
      'Argument:',
      command.argument ? columns([[command.argument.placeholder, command.argument.summary]]) : [],
    ],
    ['Flags:', columns(own.map(flagLine))],
    [command.needsCluster ? 'Flags of every command:' : 'Common flags:', columns(common.map(flagLine))],
  ])
}

/** How a command is called, in one line. */
export function usageLine({ name, argument }: Command): string {
  const what =
    argument === undefined
      ? ''
      : argument.isRequired
        ? ` ${argument.placeholder}`
        : ` [${argument.placeholder}]`
  return `kubectl genie ${name}${what} [flags]`
}

/** A flag as it is written, and what it means. */
export function flagLine([name, { short, placeholder, summary }]: readonly [string, FlagSpec]): [
  string,
  string,
] {
  const value = placeholder === undefined ? '' : ` ${placeholder}`
  return [`${short === undefined ? '' : `-${short}, `}--${name}${value}`, summary]
}

/** The flags that all commands share which talk to a cluster, as the documentation lists them. */
export const commonFlagLines = (): readonly [string, string][] => Object.entries(clusterFlags).map(flagLine)

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `${indent}${left.padEnd(width)}   ${right}`)
}

function sections(parts: readonly (readonly [string, readonly string[]])[]): string {
  const texts = parts
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [...(title === '' ? [] : [title]), ...lines].join('\n'))
  return `${texts.join('\n\n')}\n`
}

/** A terminal of 80 columns shows it as it is. */
const lineLength = 80

function wrapped(text: string): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last === '') lines[lines.length - 1] = word
    else if (last.length + 1 + word.length <= lineLength) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
