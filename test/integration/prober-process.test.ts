import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ProbeProcess, type ProbeOrder } from '../../prober/probe-process.ts'
import { ManualClock } from '../../service-kit/clock.ts'

/** Programs that behave, and such that do not: each reads requests line by line. */
const programs = {
  answers: `readline.on('line', (line) => {
    const { id } = JSON.parse(line)
    console.log(JSON.stringify({ id, results: [{ node: 'n', sent: 1, roundTripsUs: [id], httpUs: null }] }))
  })`,
  errs: `readline.on('line', (line) => console.log(JSON.stringify({ id: JSON.parse(line).id, error: 'no route' })))`,
  hangs: `setInterval(() => {}, 1000)`,
  ends: `console.error('Cannot listen: in use'); process.exit(3)`,
  babbles: `console.log('{'); console.log('null'); readline.on('line', (line) => {
    console.log('[1,2]'); console.log(JSON.stringify({ id: 99, results: [] }))
    console.log(JSON.stringify({ id: JSON.parse(line).id, results: [] }))
  })`,
  floods: `process.stdout.write('x'.repeat(400000)); setInterval(() => {}, 1000)`,
}

const order: ProbeOrder = {
  do: 'probe',
  peers: [{ node: 'n', address: '10.0.0.2' }],
  packets: 1,
  spreadMs: 0,
  timeoutMs: 1,
}

describe('ProbeProcess', () => {
  let directory: string
  let clock: ManualClock
  const open: ProbeProcess[] = []

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'genie-prober-'))
    clock = new ManualClock()
  })
  afterEach(async () => {
    for (const each of open.splice(0)) await each[Symbol.asyncDispose]()
    rmSync(directory, { recursive: true })
  })

  const run = (name: keyof typeof programs): ProbeProcess => {
    const file = join(directory, `${name}.mjs`)
    const head = `import { createInterface } from 'node:readline'
const readline = createInterface(process.stdin)
readline.on('close', () => process.exit())\n`
    writeFileSync(file, head + programs[name])
    const program = new ProbeProcess({ command: [process.execPath, file], env: {}, clock })
    open.push(program)
    return program
  }

  test('gives every request its own answer', async () => {
    const program = run('answers')
    const answers = await Promise.all([1, 2, 3].map(() => program.ask(order, 20_000)))
    expect(answers.map(({ id }) => id)).toEqual([1, 2, 3])
  })

  test('tells why a request was refused, and goes on', async () => {
    const program = run('errs')
    await expect(program.ask(order, 20_000)).rejects.toThrow('no route')
    expect(program.isRunning).toBe(true)
  })

  test('passes over lines that are no answers', async () => {
    expect(await run('babbles').ask(order, 20_000)).toEqual({ id: 1, results: [] })
  })

  test('kills a program that says nothing, and starts it anew after a while', async () => {
    const program = run('hangs')
    await expect(program.ask(order, 300)).rejects.toThrow('it said nothing for 300 ms')
    expect(program.ensure()).toBe(false)
    clock.advance(1_000)
    expect(program.ensure()).toBe(true)
  })

  test('kills a program that floods', async () => {
    await expect(run('floods').ask(order, 20_000)).rejects.toThrow('Cannot read a line')
  })

  test('tells the last words of a program that ends, and waits longer each time', async () => {
    const program = run('ends')
    for (const pauseMs of [1_000, 2_000, 4_000]) {
      await expect(program.ask(order, 20_000)).rejects.toThrow('Cannot listen: in use')
      clock.advance(pauseMs - 1)
      expect(program.ensure()).toBe(false)
      clock.advance(1)
    }
  })

  test('says so where the program cannot be started', async () => {
    const program = new ProbeProcess({ command: [join(directory, 'none')], env: {}, clock })
    await expect(program.ask(order, 20_000)).rejects.toThrow('ENOENT')
  })

  test('ends the program with its input, and makes one end that does not', async () => {
    for (const name of ['answers', 'hangs'] as const) {
      const program = run(name)
      expect(program.ensure()).toBe(true)
      await program[Symbol.asyncDispose]()
      await vi.waitUntil(() => !program.isRunning)
    }
  })
})
