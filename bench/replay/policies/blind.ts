import type { MakePolicy } from './policy.ts'

/** Any network. */
export const randomPolicy: MakePolicy = ({ names, random }) => ({
  observe: () => undefined,
  choose: () => names[Math.floor(random() * names.length)] ?? '',
})

/** One after the other. */
export const roundRobin: MakePolicy = ({ names }) => {
  let next = 0
  return { observe: () => undefined, choose: () => names[next++ % names.length] ?? '' }
}

/** Always the first, as a default network is. */
export const staticDefault: MakePolicy = ({ names: [first = ''] }) => ({
  observe: () => undefined,
  choose: () => first,
})
