import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { measureSelect } from '../../bench/select/measure-select.ts'

const sources = join(import.meta.dirname, '../../agent/main.ts')
const directories = () => readdirSync(tmpdir()).filter((name) => name.startsWith('genie-bench-select-'))

test(
  'measureSelect() times decisions every way, and leaves nothing behind',
  { timeout: 120_000 },
  async () => {
    const before = directories()
    const { inProcess, socket, http } = await measureSelect(20, sources)
    expect(inProcess.map(({ candidates, kpis }) => [candidates, kpis])).toEqual([
      [8, 13],
      [100, 13],
    ])
    const figures = [
      ...inProcess.flatMap(({ pipelineMs, selectMs }) => [pipelineMs.p50, selectMs.p99]),
      ...[socket, http].flatMap(({ ms, perSecond, perCoreSecond }) => [ms.p50, perSecond, perCoreSecond]),
    ]
    expect(figures.every((figure) => figure > 0)).toBe(true)
    expect(directories()).toEqual(before)
  },
)
