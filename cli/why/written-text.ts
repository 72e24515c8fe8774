import { scoreText } from '../terminal/figures.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { withoutControls } from '../terminal/text-width.ts'
import type { WhyReport } from './why-report.ts'

/** What is written on a pod, as far as a person can use it. */
export function writtenText({ picked, events, node }: WhyReport, { paint }: Terminal): string {
  if (picked === null) return ''
  const { network, score, decision } = picked
  const worth = score === undefined ? '' : ` with a score of ${scoreText(score)}`
  const lines = [
    `${paint('strong', withoutControls(network))} was picked${worth}`,
    ...events.map(withoutControls),
    ...(decision === undefined ? [] : [paint('dim', `Decision ${withoutControls(decision)} on ${node}`)]),
  ]
  return `${lines.join('\n')}\n`
}
