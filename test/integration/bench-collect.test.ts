import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { measureAgents } from '../../bench/collect/measure-agents.ts'
import { lostNothing, measureDead, measureFile } from '../../bench/collect/measure-collect.ts'

/** Temporary files of what is measured here, and of nobody else who is at work meanwhile. */
const home = mkdtempSync(join(tmpdir(), 'genie-collect-'))
vi.stubEnv('TMPDIR', home)
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true })
})
const left = () => readdirSync(home)

test(
  'measureAgents() has one agent ask all its sources beside one that has none',
  { timeout: 60_000 },
  async () => {
    const before = left()
    const { bare, withSources, asked } = await measureAgents(50)
    for (const { residentBytes, cpuShare } of [bare, withSources]) {
      expect(residentBytes).toBeGreaterThan(10_000_000)
      expect(cpuShare).toBeGreaterThanOrEqual(0)
    }
    expect(Object.keys(asked).toSorted()).toEqual([
      ...['/api/v1/query', '/metrics/cadvisor', '/stats/summary'],
      ...['ipamblocks', 'ipamconfigs', 'ippools'],
    ])
    expect(left()).toEqual(before)
  },
)

test(
  'measureDead() has a round without answers end with its limit, and lose nothing',
  { timeout: 30_000 },
  async () => {
    const before = left()
    const dead = await measureDead()
    expect(dead).toMatchObject({ dead: 4, stored: 4 })
    expect(dead.durationMs).toBeGreaterThan(dead.limitMs / 2)
    // This machine may be busy; the bench says by how much.
    expect(dead.durationMs).toBeLessThan(dead.limitMs + 3_000)
    expect(lostNothing({ dead })).toBe(true)
    expect(lostNothing({ dead: { ...dead, stored: 3 } })).toBe(false)
    expect(left()).toEqual(before)
  },
)

test(
  'measureFile() reads the last minute of a file that has a year in it',
  { timeout: 120_000 },
  async () => {
    const before = left()
    const { bytes, lastMinuteMs } = await measureFile(20)
    expect(bytes).toBeGreaterThan(1_000_000)
    expect(lastMinuteMs.p99).toBeGreaterThanOrEqual(lastMinuteMs.p50)
    expect(left()).toEqual(before)
  },
)
