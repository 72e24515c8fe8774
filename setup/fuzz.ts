import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

const usage = `Usage: npm run fuzz -- [--runs N] [--seed S] [part of a path ...]
Runs all property tests, or those in files of these paths, with N cases each (default 100000) from seed S (default: a new
one). Ends with status 1 if one finds a counterexample; the same seed finds it again.
`

/** A positive integer of the command line; fast-check takes seeds of 32 bits. */
function natural(name: string, text: string): string {
  if (/^[1-9]\d{0,8}$/.test(text)) return text
  process.stderr.write(
    `Cannot fuzz with --${name} ${text}: it must be a whole number from 1 to 999999999\n${usage}`,
  )
  process.exit(2)
}

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string' }, seed: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  allowPositionals: true,
})
if (values.help) {
  process.stdout.write(usage)
  process.exit()
}
const runs = natural('runs', values.runs ?? '100000')
const seed = natural('seed', values.seed ?? String(randomInt(1, 1_000_000_000)))
const files = globSync('*/**/*.test.{ts,tsx}', { exclude: ['node_modules', 'dist'] })
  .filter((file) => readFileSync(file, 'utf8').includes(`from 'fast-check'`))
  .filter((file) => positionals.length === 0 || positionals.some((part) => file.includes(part)))
process.stdout.write(`${runs} runs of every property in ${files.length} files, --seed ${seed}\n`)
const projects = ['--project', 'unit', '--project', 'integration']
const { status } = spawnSync('vitest', ['run', ...projects, '--testTimeout=0', ...files], {
  stdio: 'inherit',
  env: { ...process.env, GENIE_FUZZ_RUNS: runs, GENIE_FUZZ_SEED: seed },
})
process.stdout.write(`${status === 0 ? 'No counterexample' : 'Failed'}: --runs ${runs} --seed ${seed}\n`)
process.exitCode = status ?? 1
