import { everywhereFlags } from '../command/cluster-flags.ts'
import type { ArgumentSpec, Command, FlagSpec, LiveNames } from '../command/command.ts'
import { flagsOf } from '../command/parse-command-line.ts'

/** One way to go on, and what it means. */
export interface Candidate {
  readonly word: string
  readonly description: string
}

/** What can stand where the cursor is: words that are known, or names that the cluster is asked for. */
export interface Wanted {
  readonly fixed: readonly Candidate[]
  readonly live: LiveNames | null
  /** What stands before each candidate, as in `--node=`. */
  readonly lead: string
}

const nothing: Wanted = { fixed: [], live: null, lead: '' }

/** What the last word, which may be empty and is still being typed, can become. */
export function wantedCandidates(words: readonly string[], commands: readonly Command[]): Wanted {
  const typed = words.at(-1) ?? ''
  const before = words.slice(0, -1)
  const { command, positionals, openFlag } = readBefore(before, commands)
  const known = command === undefined ? everywhereFlags : flagsOf(command)
  if (openFlag !== undefined) return valuesOf(openFlag, '')
  const assigned = /^--([\w-]+)=/.exec(typed)
  if (assigned?.[1] !== undefined) {
    const flag = known[assigned[1]]
    return flag === undefined ? nothing : valuesOf(flag, assigned[0])
  }
  if (typed.startsWith('-')) return { ...nothing, fixed: flagCandidates(known, before) }
  if (command === undefined)
    return { ...nothing, fixed: commands.map(({ name, summary }) => ({ word: name, description: summary })) }
  return positionals.length > 1 || command.argument === undefined ? nothing : valuesOf(command.argument, '')
}

interface Before {
  readonly command: Command | undefined
  readonly positionals: readonly string[]
  /** The flag whose value comes next. */
  readonly openFlag: FlagSpec | undefined
}

function readBefore(before: readonly string[], commands: readonly Command[]): Before {
  const all: Readonly<Record<string, FlagSpec>> = Object.assign({}, ...commands.map(flagsOf)) as Record<
    string,
    FlagSpec
  >
  const positionals: string[] = []
  let openFlag: FlagSpec | undefined
  for (const word of before) {
    if (openFlag !== undefined) openFlag = undefined
    else if (word.startsWith('-')) {
      const flag = flagOf(word, all)
      openFlag = flag?.type === 'text' ? flag : undefined
    } else positionals.push(word)
  }
  const command = commands.find(({ name }) => name === positionals[0])
  return { command, positionals, openFlag }
}

/** `--name` or `-n`; a flag that has its value with it is none that waits for one. */
function flagOf(word: string, flags: Readonly<Record<string, FlagSpec>>): FlagSpec | undefined {
  if (word.startsWith('--')) return flags[word.slice(2)]
  return word.length === 2 ? Object.values(flags).find(({ short }) => short === word.slice(1)) : undefined
}

function flagCandidates(
  flags: Readonly<Record<string, FlagSpec>>,
  given: readonly string[],
): readonly Candidate[] {
  return Object.entries(flags)
    .filter(([name, { short }]) => !given.some((word) => word === `--${name}` || word === `-${short ?? '-'}`))
    .map(([name, { summary }]) => ({ word: `--${name}`, description: summary }))
}

function valuesOf({ choices = [], completes }: FlagSpec | ArgumentSpec, lead: string): Wanted {
  return { fixed: choices.map((word) => ({ word, description: '' })), live: completes ?? null, lead }
}
