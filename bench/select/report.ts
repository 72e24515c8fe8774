import { cpus } from 'node:os'
import { markdownTable } from '../markdown-table.ts'
import type { Percentiles } from '../summary.ts'
import { benchmarksPage, writeSection } from '../write-section.ts'
import type { SelectFigures } from './measure-select.ts'

/** Writes the section of docs/benchmarks.md about speed. */
export async function writeSelect(figures: SelectFigures): Promise<void> {
  await writeSection(benchmarksPage, 'select', reportOf(figures))
}

/** The section: two tables. */
export function reportOf({ inProcess, socket, http }: SelectFigures): string {
  const [cpu] = cpus()
  return [
    `${String(cpus().length)} cores, ${cpu?.model.trim() ?? 'unknown'}.`,
    markdownTable(
      ['in process', 'KPIs', 'pipeline, ms', 'with readings and reservations, ms'],
      inProcess.map(({ candidates, kpis, pipelineMs, selectMs }) => [
        `${String(candidates)} candidates`,
        String(kpis),
        text(pipelineMs),
        text(selectMs),
      ]),
    ),
    markdownTable(
      ['agent, stored', 'ms', 'a second, at once', "a second of the agent's processor time"],
      Object.entries({ 'unix socket': socket, HTTP: http }).map(([name, asked]) => [
        name,
        text(asked.ms),
        `${String(asked.perSecond)}, ${String(asked.atOnce)}`,
        String(asked.perCoreSecond),
      ]),
    ),
  ].join('\n\n')
}

const text = ({ p50, p99 }: Percentiles) => `p50 ${String(p50)}, p99 ${String(p99)}`
