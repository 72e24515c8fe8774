import { countText } from '../terminal/figures.ts'
import type { Tone } from '../terminal/painter.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { withoutControls } from '../terminal/text-width.ts'
import type { DoctorReport, Finding } from './doctor-report.ts'

const marks: Readonly<Record<Finding['level'], { readonly mark: string; readonly tone: Tone }>> = {
  ok: { mark: '✓', tone: 'good' },
  warning: { mark: '!', tone: 'warning' },
  failed: { mark: '✗', tone: 'bad' },
}

/** How many lines of one kind are shown of each category before `-o wide` is asked for. */
const mostOfALevel = 8

/** Findings by category, each with its hint, and their sum. */
export function doctorText({ findings, isWell }: DoctorReport, terminal: Terminal, isWide: boolean): string {
  const { paint } = terminal
  const parts = [...Map.groupBy(findings, ({ category }) => category)].map(
    ([category, some]) => `${paint('strong', category)}\n${linesOf(some, terminal, isWide).join('')}`,
  )
  const failed = findings.filter(({ level }) => level === 'failed').length
  const warnings = findings.filter(({ level }) => level === 'warning').length
  const sum = isWell ? paint('good', 'All is well') : paint('bad', `${countText(failed, 'check')} failed`)
  return `${parts.join('\n')}\n${sum}${warnings > 0 ? `, ${countText(warnings, 'warning')}` : ''}\n`
}

function linesOf(findings: readonly Finding[], terminal: Terminal, isWide: boolean): string[] {
  const shown = new Map<Finding['level'], number>()
  const lines: string[] = []
  for (const finding of findings) {
    const count = (shown.get(finding.level) ?? 0) + 1
    shown.set(finding.level, count)
    if (isWide || count <= mostOfALevel) lines.push(lineOf(finding, terminal))
  }
  const hidden = findings.length - lines.length
  return hidden > 0 ? [...lines, `  ${terminal.paint('dim', `and ${hidden} more: see -o wide`)}\n`] : lines
}

function lineOf({ level, what, hint }: Finding, { paint }: Terminal): string {
  const { mark, tone } = marks[level]
  const line = `  ${paint(tone, mark)} ${withoutControls(what)}\n`
  return hint === undefined ? line : `${line}      ${paint('dim', withoutControls(hint))}\n`
}
