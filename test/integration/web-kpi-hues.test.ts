import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kpis } from '../../domain/kpi.ts'
import { defaultProfile } from '../../domain/profile.ts'

const tokens = readFileSync(join(import.meta.dirname, '../../web/styles/tokens.css'), 'utf8')
const marks = readFileSync(join(import.meta.dirname, '../../web/styles/marks.css'), 'utf8')

type Lab = readonly [lightness: number, a: number, b: number]

/** Colours of a token in both schemes, as OKLab. */
function coloursOf(token: string): { light: Lab; dark: Lab } {
  const [, declared = ''] = new RegExp(`--${token}:\\s*([^;]+);`).exec(tokens) ?? []
  const [light, dark] = [...declared.matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)].map(
    ([, l, c, h]): Lab => {
      const angle = (Number(h) * Math.PI) / 180
      return [Number(l), Number(c) * Math.cos(angle), Number(c) * Math.sin(angle)]
    },
  )
  if (light === undefined || dark === undefined) throw new Error(`Cannot find two colours of ${token}`)
  return { light, dark }
}

const colours = kpis.map((kpi) => ({ kpi, ...coloursOf(`kpi-${dashed(kpi)}`) }))
const surface = coloursOf('surface')

function dashed(kpi: string): string {
  return kpi.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

const distance = (one: Lab, other: Lab) => Math.hypot(...one.map((part, index) => part - (other[index] ?? 0)))

/** Relative luminance of WCAG 2 from OKLab (Ottosson, 2020). */
function luminance([l, a, b]: Lab): number {
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  const red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
  const green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
  const blue = -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: Lab, other: Lab): number {
  const [high, low] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

test.each(['light', 'dark'] as const)(
  'every KPI has a colour of its own that shows on the %s page',
  (scheme) => {
    for (const { kpi, [scheme]: colour } of colours) {
      expect.soft(marks).toContain(`.hue-${kpi} {\n  fill: var(--kpi-${dashed(kpi)});`)
      expect.soft(contrast(colour, surface[scheme]), kpi).toBeGreaterThanOrEqual(3)
      for (const { kpi: other, [scheme]: its } of colours)
        if (kpi !== other) expect.soft(distance(colour, its), `${kpi} and ${other}`).toBeGreaterThan(0.08)
    }
  },
)

test.each(['light', 'dark'] as const)(
  'KPIs side by side in a score are well apart on the %s page',
  (scheme) => {
    const shown = colours.filter(({ kpi }) => defaultProfile.weights[kpi] > 0)
    for (const [index, { kpi, [scheme]: colour }] of shown.entries()) {
      const next = shown[index + 1]
      if (next) expect.soft(distance(colour, next[scheme]), `${kpi} and ${next.kpi}`).toBeGreaterThan(0.15)
    }
  },
)
