import { spawnSync } from 'node:child_process'

const typescript = 'node_modules/typescript-7/bin/tsc'

/** The gate, in the order in which people want to hear of faults. */
const steps: readonly (readonly [name: string, command: readonly [string, ...string[]]])[] = [
  ['format', ['prettier', '--check', '--log-level', 'warn', '.']],
  ['types', ['node', typescript, '--noEmit']],
  ['types of the page', ['node', typescript, '--noEmit', '-p', 'web']],
  ['lint', ['eslint', '.']],
  ['rooms', ['depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', '.']],
  ['tests', ['vitest', 'run', '--project', 'unit', '--project', 'integration']],
]

const colours = process.stdout.isTTY && !process.env['NO_COLOR']
const paint = (code: number, text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text)

const wanted = process.argv.includes('--static') ? steps.filter(([name]) => name !== 'tests') : steps

for (const [name, [program, ...args]] of wanted) {
  const begun = performance.now()
  const { status } = spawnSync(program, args, { stdio: 'inherit' })
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1)
  process.stdout.write(
    status === 0
      ? `${paint(32, '✓')} ${name} (${seconds} s)\n`
      : `${paint(31, '✗')} ${name} (${seconds} s)\n`,
  )
  if (status !== 0) process.exitCode = 1
}
