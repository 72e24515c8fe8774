import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { measureAgent } from '../../bench/measure-agent.ts'

const directories = () => readdirSync(tmpdir()).filter((name) => name.startsWith('genie-bench-agent-'))

test('measureAgent() measures a running agent and leaves nothing behind', { timeout: 30_000 }, async () => {
  const before = directories()
  const { residentBytes, plan, startMs, cpuShareIdle } = await measureAgent(4, { records: 2, idleMs: 50 })
  const figures = [startMs, ...Object.values(residentBytes), plan.named.p50, plan.pick.p99]
  expect(figures.every((figure) => figure > 0)).toBe(true)
  expect(cpuShareIdle).toBeGreaterThanOrEqual(0)
  expect(directories()).toEqual(before)
})
