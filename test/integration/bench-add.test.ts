import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ApiCounter } from '../../bench/add/api-counter.ts'
import { Starter } from '../../bench/add/starter.ts'
import { compileNative } from '../../bench/compile-native.ts'
import { CommandError } from '../../lab/run-command.ts'
import { worksHere } from '../support/works-here.ts'

const directory = mkdtempSync(join(tmpdir(), 'genie-bench-add-'))
afterAll(() => rmSync(directory, { recursive: true }))

const missing = worksHere('gcc', ['--version']) ? '' : ' (skipped: there is no gcc)'

describe.skipIf(missing !== '')(`The starter of bursts${missing}`, () => {
  let starter: Starter
  const log = (pod: number) => join(directory, `pod-${pod}`)
  const call = (pod: number, step: string, fails = false) => ({
    path: join(directory, fails ? 'fails' : 'writes-down'),
    env: { LOG: log(pod), STEP: step },
    stdin: `{"name":"${step}"}`,
  })

  beforeAll(async () => {
    starter = new Starter([await compileNative('start-together')], directory)
    const scripts = {
      'writes-down': '#!/bin/sh\n{ cat; echo " $STEP"; } >> "$LOG"\n',
      fails: '#!/bin/sh\necho "Cannot do $STEP"\nexit 1\n',
    }
    for (const [name, script] of Object.entries(scripts)) {
      writeFileSync(join(directory, name), script)
      chmodSync(join(directory, name), 0o755)
    }
  })

  test('makes the calls of every pod in their order, each with its own input', async () => {
    const pods = [1, 2, 3]
    const tookMs = await starter.wallMs(pods.map((pod) => [call(pod, 'first'), call(pod, 'second')]))
    expect(tookMs).toBeGreaterThan(0)
    for (const pod of pods)
      expect(readFileSync(log(pod), 'utf8')).toBe('{"name":"first"} first\n{"name":"second"} second\n')
  })

  test('ends a pod at its first failure, and says what the program said', async () => {
    const calls = [call(4, 'first', true), call(4, 'second')]
    const failed = starter.wallMs([calls, [call(5, 'first')]])
    await expect(failed).rejects.toThrow(CommandError)
    await expect(failed).rejects.toThrow('Cannot do first')
    expect(() => readFileSync(log(4))).toThrow('ENOENT')
    expect(readFileSync(log(5), 'utf8')).toContain('first')
  })
})

test('ApiCounter serves an API without objects and counts what it is asked', async () => {
  await using api = await ApiCounter.start([], {})
  const ask = (path: string) => fetch(`http://127.0.0.1:${api.port}${path}`)
  expect(await (await ask('/api/v1/pods')).json()).toMatchObject({ items: [] })
  const watch = await ask('/api/v1/pods?watch=1')
  expect(watch.status).toBe(200)
  await watch.body?.cancel()
  await expect.poll(() => api.requests).toEqual(['GET /api/v1/pods', 'GET /api/v1/pods?watch=1'])
  expect(api.kubeconfig()).toContain(`http://127.0.0.1:${api.port}`)
})
