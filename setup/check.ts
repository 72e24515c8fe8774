import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

const typescript = 'node_modules/typescript-7/bin/tsc'

type Step = readonly [name: string, command: readonly [string, ...string[]]]

/** The gate, in the order in which people want to hear of faults. */
const steps: readonly Step[] = [
  ['format', ['prettier', '--check', '--log-level', 'warn', '.']],
  ['types', ['node', typescript, '--noEmit']],
  ['types of the page', ['node', typescript, '--noEmit', '-p', 'web']],
  ['rooms', ['depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', '.']],
]

/** It takes about as long as all the others, so it runs beside them and is told last. */
const lint: Step = ['lint', ['eslint', '.']]

const tests: Step = ['tests', ['vitest', 'run', '--project', 'unit', '--project', 'integration']]

const colours = process.stdout.isTTY && !process.env['NO_COLOR']
const paint = (code: number, text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text)

const linted = finish(lint)
for (const step of steps) tell(await finish(step))
tell(await linted)
if (!process.argv.includes('--static')) {
  const [name, [program, ...args]] = tests
  const begun = performance.now()
  const { status } = spawnSync(program, args, { stdio: 'inherit' })
  tell({ name, output: '', passed: status === 0, ms: performance.now() - begun })
}

interface Finished {
  readonly name: string
  readonly output: string
  readonly passed: boolean
  readonly ms: number
}

/** Runs a step to its end and keeps what it says, so that two at once do not speak into each other. */
async function finish([name, [program, ...args]]: Step): Promise<Finished> {
  const begun = performance.now()
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const [[status], out, err] = await Promise.all([
    once(child, 'close') as Promise<[number | null]>,
    text(child.stdout),
    text(child.stderr),
  ])
  return { name, output: out + err, passed: status === 0, ms: performance.now() - begun }
}

function tell({ name, output, passed, ms }: Finished): void {
  process.stdout.write(output)
  const mark = passed ? paint(32, '✓') : paint(31, '✗')
  process.stdout.write(`${mark} ${name} (${(ms / 1_000).toFixed(1)} s)\n`)
  if (!passed) process.exitCode = 1
}
