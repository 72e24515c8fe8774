import { parseArgs } from 'node:util'
import { measureAdd } from './add/measure-add.ts'
import { measureAgent } from './measure-agent.ts'
import { measureVersion } from './measure-version.ts'
import { printFigures } from './print-figures.ts'

/** What can be measured, and how many rounds it takes unless told otherwise. */
const benchmarks = {
  add: { rounds: 100, about: 'what genie and its agent add to ADD and DEL (root)', measure: measureAdd },
  version: { rounds: 200, about: 'start time, size and memory beside bridge', measure: measureVersion },
  agent: { rounds: 10_000, about: 'memory and CPU of the agent, and its answers', measure: measureAgent },
} as const

const usage = `Usage: npm run bench -- <name> [--json] [--rounds <number>]
${Object.entries(benchmarks)
  .map(([name, { about, rounds }]) => `  ${name.padEnd(9)}${about}; ${rounds} rounds`)
  .join('\n')}
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
})
const [name = ''] = positionals
const benchmark = Object.entries(benchmarks).find(([each]) => each === name)?.[1]
const rounds = Number(values.rounds ?? benchmark?.rounds)

if (values.help || benchmark === undefined || !(rounds >= 1)) {
  process[values.help ? 'stdout' : 'stderr'].write(usage)
  process.exitCode = values.help ? 0 : 2
} else {
  const figures = await benchmark.measure(rounds)
  process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : printFigures(figures))
}
