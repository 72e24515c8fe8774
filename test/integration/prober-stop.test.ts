import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { runProgram } from '../../prober/run-program.ts'

const call = { args: [], env: {}, limitMs: 60_000 }

test('what stops does not wait for a program that does not', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'genie-prober-'))
  const pidFile = join(directory, 'pid')
  const ignoring = `trap '' TERM; echo $$ > ${pidFile}.new; mv ${pidFile}.new ${pidFile}; exec sleep 60`
  const source = `
    import { existsSync } from 'node:fs'
    import { runProgram } from ${JSON.stringify(join(import.meta.dirname, '../../prober/run-program.ts'))}
    const stop = new AbortController()
    void runProgram({ file: 'sh', args: ['-c', ${JSON.stringify(ignoring)}], env: process.env, limitMs: 60_000, signal: stop.signal })
    const timer = setInterval(() => {
      if (!existsSync(${JSON.stringify(pidFile)})) return
      clearInterval(timer)
      stop.abort()
    }, 20)`
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', source], { stdio: 'inherit' })
  const ended = once(parent, 'exit')
  try {
    await vi.waitUntil(() => parent.exitCode !== null, { timeout: 15_000, interval: 50 })
    await ended
    expect(parent.exitCode).toBe(0)
  } finally {
    parent.kill('SIGKILL')
    process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL')
    rmSync(directory, { recursive: true })
  }
}, 30_000)

test('what has stopped starts no program', async () => {
  const end = await runProgram({ ...call, file: 'genie-no-such-program', signal: AbortSignal.abort() })
  expect(end.fault).toBe('we are to end')
})
