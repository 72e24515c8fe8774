import type { FigureSource } from './figure-source.ts'

/**
 * The sources with those of traffic in the order in which the operator names them. Of a list that is given those that
 * it leaves out go, except `sysfs`, which sees to the attachments in any case.
 */
export function inOrder(
  sources: readonly FigureSource[],
  traffic: readonly string[] | undefined,
): FigureSource[] {
  if (traffic === undefined) return [...sources]
  const place = ({ name, kind }: FigureSource) =>
    kind === 'traffic' && traffic.includes(name) ? traffic.indexOf(name) : traffic.length
  return sources
    .filter(({ name, kind }) => kind !== 'traffic' || name === 'sysfs' || traffic.includes(name))
    .toSorted((one, other) => place(one) - place(other))
}
