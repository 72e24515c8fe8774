/** Figures as aligned lines, nested names joined by dots: `one.overheadMs.p50  3.1`. */
export function printFigures(figures: object): string {
  const lines = flatten(figures, '')
  const width = Math.max(...lines.map(([name]) => name.length))
  return lines.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('')
}

function flatten(value: object, path: string): [string, string][] {
  return Object.entries(value).flatMap(([name, each]): [string, string][] => {
    const whole = path === '' ? name : `${path}.${name}`
    return typeof each === 'object' && each !== null
      ? flatten(each as object, whole)
      : [[whole, String(each)]]
  })
}
