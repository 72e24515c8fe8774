import type { Estimate } from './estimate.ts'
import type { ReplayFigures } from './measure-replay.ts'
import { labels } from './report-labels.ts'

const rowHeight = 26
const [labelWidth, barWidth, gap, top] = [190, 260, 70, 44]

/** Two columns of bars with their confidence intervals, the policy with the least regret first. */
export function chartOf({ policies, seeds }: Pick<ReplayFigures, 'policies' | 'seeds'>): string {
  const sorted = Object.entries(policies).sort(([, one], [, other]) => one.regret.mean - other.regret.mean)
  const height = top + sorted.length * rowHeight + 16
  const width = labelWidth + 2 * (barWidth + gap)
  const columns = [
    { title: 'mean regret', of: 'regret', scale: 1, digits: 3, left: labelWidth },
    { title: 'congested time, %', of: 'congested', scale: 100, digits: 1, left: labelWidth + barWidth + gap },
  ] as const
  const bars = columns.flatMap(({ title, of, scale, digits, left }) => {
    const most = Math.max(...sorted.map(([, figures]) => figures[of].mean + figures[of].ci95))
    return [
      `<text x="${String(left)}" y="30" font-weight="bold">${title}</text>`,
      ...sorted.map(([name, figures], row) =>
        barOf(figures[of], {
          left,
          row,
          most,
          isOurs: name === 'ours',
          said: (figures[of].mean * scale).toFixed(digits),
        }),
      ),
    ]
  })
  const names = sorted.map(
    ([name], row) =>
      `<text x="${String(labelWidth - 10)}" y="${String(middle(row) + 4)}" text-anchor="end">${escaped(labels[name] ?? name)}</text>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}" viewBox="0 0 ${String(width)} ${String(height)}" font-family="sans-serif" font-size="12">
<title>Mean regret and congested time of ${String(sorted.length)} policies, ${String(seeds)} seeds</title>
<rect width="100%" height="100%" fill="#fff"/>
${[...names, ...bars].join('\n')}
</svg>
`
}

interface Bar {
  readonly left: number
  readonly row: number
  readonly most: number
  readonly isOurs: boolean
  readonly said: string
}

function barOf({ mean, ci95 }: Estimate, { left, row, most, isOurs, said }: Bar): string {
  const at = (value: number) => (left + (Math.max(0, value) / most) * barWidth).toFixed(1)
  const [y, low, high] = [middle(row), at(mean - ci95), at(mean + ci95)]
  return [
    `<rect x="${String(left)}" y="${String(y - 8)}" width="${(Number(at(mean)) - left).toFixed(1)}" height="16" fill="${isOurs ? '#1f77b4' : '#b5c4d1'}"/>`,
    `<path d="M${low} ${String(y)}H${high}M${low} ${String(y - 4)}v8M${high} ${String(y - 4)}v8" stroke="#333" fill="none"/>`,
    `<text x="${(Number(high) + 6).toFixed(1)}" y="${String(y + 4)}">${said}</text>`,
  ].join('')
}

const middle = (row: number) => top + row * rowHeight + rowHeight / 2

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
