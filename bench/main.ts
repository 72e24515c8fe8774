import { parseArgs } from 'node:util'
import { benchmarks } from './benchmarks.ts'
import { printFigures } from './print-figures.ts'

const usage = `Usage: npm run bench -- <name> [--json] [--rounds <number>] [--write]
${Object.entries(benchmarks)
  .map(([name, { about, rounds }]) => `  ${name.padEnd(9)}${about}; ${rounds} rounds`)
  .join('\n')}
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  },
})
const [name = ''] = positionals
const benchmark = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined
const rounds = Number(values.rounds ?? benchmark?.rounds)

if (values.help || benchmark === undefined || !(rounds >= 1)) {
  process[values.help ? 'stdout' : 'stderr'].write(usage)
  process.exitCode = values.help ? 0 : 2
} else {
  const { figures, holds, write } = await benchmark.run(rounds)
  if (values.write) await write?.()
  process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : printFigures(figures))
  if (!holds) process.exitCode = 1
}
