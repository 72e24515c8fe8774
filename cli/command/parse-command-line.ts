import { parseArgs, type ParseArgsConfig } from 'node:util'
import type { Command, FlagSpec } from './command.ts'
import { clusterFlags, everywhereFlags } from './cluster-flags.ts'
import { GivenFlags } from './given-flags.ts'
import { nearestName } from './nearest-name.ts'
import { UsageFault } from './usage-fault.ts'

/** A command line that has been understood. */
export interface CommandLine {
  /** Null for `kubectl genie` alone. */
  readonly command: Command | null
  readonly argument: string | undefined
  readonly flags: GivenFlags
}

/** Every flag that a command takes. */
export function flagsOf({ flags, needsCluster }: Command): Readonly<Record<string, FlagSpec>> {
  return { ...flags, ...(needsCluster ? clusterFlags : everywhereFlags) }
}

/**
 * Reads a command line by the table of commands. Flags may stand anywhere, before the command too.
 * @throws {UsageFault} one sentence, with the nearest name for one that is unknown
 */
export function parseCommandLine(words: readonly string[], commands: readonly Command[]): CommandLine {
  const all = Object.assign({}, everywhereFlags, ...commands.map(flagsOf)) as Record<string, FlagSpec>
  const { tokens } = parseArgs({
    args: [...words],
    options: optionsOf(all),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const positionals = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []))
  const [name, argument, ...rest] = positionals
  const command = name === undefined ? null : commandOf(name, commands)
  const known = command === null ? everywhereFlags : flagsOf(command)
  const values: Record<string, string | boolean> = {}
  for (const token of tokens) if (token.kind === 'option') values[token.name] = valueOf(token, known, command)
  const flags = new GivenFlags(values)
  if (command !== null && !flags.isOn('help')) checkArguments(command, argument, rest)
  return { command, argument, flags }
}

function optionsOf(flags: Readonly<Record<string, FlagSpec>>): NonNullable<ParseArgsConfig['options']> {
  return Object.fromEntries(
    Object.entries(flags).map(([name, { type, short }]) => [
      name,
      { type: type === 'text' ? 'string' : 'boolean', ...(short && { short }) } as const,
    ]),
  )
}

function commandOf(name: string, commands: readonly Command[]): Command {
  const command = commands.find((each) => each.name === name)
  if (command !== undefined) return command
  const near = nearestName(
    name,
    commands.map((each) => each.name),
  )
  throw new UsageFault(
    `Cannot find the command ${name}: ${near ? `did you mean ${near}` : 'see kubectl genie --help'}`,
  )
}

interface OptionToken {
  readonly name: string
  readonly rawName: string
  readonly value: string | undefined
}

function valueOf(token: OptionToken, known: CommandLineFlags, command: Command | null): string | boolean {
  const spec = known[token.name]
  if (spec === undefined) throw new UsageFault(unknownFlag(token.rawName, known, command))
  if (spec.type === 'switch') {
    if (token.value === undefined || token.value === 'true') return true
    if (token.value === 'false') return false
    throw new UsageFault(`Cannot read ${token.rawName}=${token.value}: the flag takes no value`)
  }
  if (token.value === undefined || token.value === '')
    throw new UsageFault(
      `Cannot read ${token.rawName} without a value: write ${token.rawName} ${spec.placeholder ?? ''}`,
    )
  if (spec.choices !== undefined && !spec.choices.includes(token.value))
    throw new UsageFault(`Cannot read ${token.rawName} ${token.value}: it can be ${spec.choices.join(', ')}`)
  return token.value
}

type CommandLineFlags = Readonly<Record<string, FlagSpec>>

function unknownFlag(rawName: string, known: CommandLineFlags, command: Command | null): string {
  const near = nearestName(rawName.replace(/^-+/, ''), Object.keys(known))
  const whose = command === null ? '' : ` of ${command.name}`
  const help = `see kubectl genie ${command === null ? '' : `${command.name} `}--help`
  return `Cannot find the flag ${rawName}${whose}: ${near ? `did you mean --${near}` : help}`
}

function checkArguments(command: Command, given: string | undefined, rest: readonly string[]): void {
  const { name, argument } = command
  const surplus = argument === undefined ? given : rest[0]
  if (surplus !== undefined) throw new UsageFault(`Cannot use ${surplus}: see kubectl genie ${name} --help`)
  if (argument === undefined) return
  if (given === undefined) {
    if (argument.isRequired)
      throw new UsageFault(
        `Cannot run ${name} without ${argument.placeholder}: write kubectl genie ${name} ${argument.placeholder}`,
      )
    return
  }
  if (argument.choices !== undefined && !argument.choices.includes(given))
    throw new UsageFault(`Cannot run ${name} ${given}: it can be ${argument.choices.join(', ')}`)
}
