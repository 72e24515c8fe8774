import { exitCodes } from '../exit-codes.ts'
import type { Command, FlagSpec } from './command.ts'
import { commonFlagLines, flagLine, usageLine } from './help-text.ts'

/** `docs/kubectl-genie.md`, made of the table of commands. */
export function referencePage(commands: readonly Command[]): string {
  const index = commands.map(({ name, summary }) => [`[${name}](#${name})`, summary] as const)
  const codes = Object.values(exitCodes).map(({ code, means }) => [String(code), means] as const)
  return [
    '<!-- Made by npm run docs:cli from the table of commands in cli/; change that and not this page. -->',
    '# kubectl genie',
    'Which network a pod gets, why, and whether all is well. Every request is made with your own rights: objects by the API, agents by port-forward. How to install it: [cli/README.md](../cli/README.md).',
    table(['command', 'what'], index),
    '## Exit codes',
    table(['code', 'means'], codes),
    '## Flags of every command',
    'All commands but `completion` and `version`, which need no cluster, take these.',
    table(['flag', 'what'], commonFlagLines().map(asCode)),
    ...commands.flatMap(commandSection),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
}

function commandSection(command: Command): string[] {
  const { name, description, examples, argument, flags } = command
  const argumentRows = argument === undefined ? [] : [asCode([argument.placeholder, argument.summary])]
  const rows = [
    ...argumentRows,
    ...Object.entries(flags).map((entry: readonly [string, FlagSpec]) => asCode(flagLine(entry))),
  ]
  return [
    `## ${name}`,
    `\`${usageLine(command)}\``,
    description,
    ['```sh', ...examples.flatMap(({ line, does }) => [`# ${does}`, line]), '```'].join('\n'),
    ...(rows.length > 0 ? [table(['flag', 'what'], rows)] : []),
  ]
}

const asCode = ([left, right]: readonly [string, string]): readonly [string, string] => [`\`${left}\``, right]

/** A table as prettier leaves it. */
function table(head: readonly [string, string], rows: readonly (readonly [string, string])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))
  const widths = [0, 1].map((column) => Math.max(...cells.map((row) => (row[column] ?? '').length)))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [line(cells[0] ?? []), rule, ...cells.slice(1).map(line)].join('\n')
}
